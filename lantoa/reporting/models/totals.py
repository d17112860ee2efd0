"""The accepted values, and their totals up the tree and per cluster. Written only by services.totals."""

from django.db import models

from lantoa.organisations.models import Cluster, Unit
from lantoa.reporting.models.indicators import Indicator


class Value(models.Model):
    """One accepted figure: what DHIS2 calls a data value. The row is there with 0 when nothing was to report; no row: not reported.

    No id of its own: with the tens of millions of rows of a country its three parts are the key.
    """

    pk = models.CompositePrimaryKey("unit_id", "indicator_id", "period")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=8)
    value = models.BigIntegerField()

    class Meta:
        verbose_name = "giá trị đã chấp nhận"
        verbose_name_plural = "giá trị đã chấp nhận"


class Total(models.Model):
    """`total` over `reported` values, of which `nils` are 0."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=8)
    total = models.BigIntegerField(default=0)
    reported = models.IntegerField(default=0)
    nils = models.IntegerField(default=0)

    class Meta:
        abstract = True


class UnitTotal(Total):
    """Of everything at or under `node`, a territory, by the tree as it was on the last day of the period the reporting unit lived."""

    pk = models.CompositePrimaryKey("node_id", "indicator_id", "period")
    node = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = "tổng theo đơn vị"
        verbose_name_plural = "tổng theo đơn vị"


class ClusterTotal(Total):
    """Of the units that held a seat in the cluster that day."""

    pk = models.CompositePrimaryKey("cluster_id", "indicator_id", "period")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = "tổng theo cụm, khối"
        verbose_name_plural = "tổng theo cụm, khối"
