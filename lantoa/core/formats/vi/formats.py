"""How dates and numbers are written and read in Việt Nam: 21/3/2022, 1.234,5. The ISO form is what date inputs of browsers send."""

DATE_FORMAT = r"j/n/Y"
SHORT_DATE_FORMAT = r"d/m/Y"
DATETIME_FORMAT = r"H:i j/n/Y"
SHORT_DATETIME_FORMAT = r"H:i d/m/Y"
TIME_FORMAT = r"H:i"
MONTH_DAY_FORMAT = r"j/n"
YEAR_MONTH_FORMAT = r"\t\h\á\n\g n/Y"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
FIRST_DAY_OF_WEEK = 1
