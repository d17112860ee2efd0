from lantoa.portal.movements import named_in

SENTENCE = (
    "Tuyên truyền các phong trào thi đua sâu rộng trong hệ thống chính trị và các tầng lớp nhân dân như: "
    "phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”, phong trào “Toàn thành phố chung sức xây dựng nông thôn mới”, "
    "phong trào “Doanh nghiệp Long Khánh hội nhập và phát triển”, "
    "phong trào “Cả nước chung tay vì người nghèo - không để ai bị bỏ lại phía sau”, "
    "phong trào “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở” giai đoạn 2019 - 2025,..."
)


def test_the_five_movements_of_plan_449():
    assert [(m.name, m.icon, m.span) for m in named_in([SENTENCE])] == [
        ("Toàn dân đoàn kết xây dựng đời sống văn hóa", "house", ""),
        ("Toàn thành phố chung sức xây dựng nông thôn mới", "leaf", ""),
        ("Doanh nghiệp Long Khánh hội nhập và phát triển", "briefcase", ""),
        ("Cả nước chung tay vì người nghèo - không để ai bị bỏ lại phía sau", "heart", ""),
        ("Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở", "office", "2019 - 2025"),
    ]


def test_a_movement_named_twice_counts_once():
    assert len(named_in([SENTENCE, SENTENCE.upper()])) == 5


def test_a_sentence_without_a_name_gives_none():
    assert named_in(["Thường xuyên tuyên truyền các phong trào thi đua qua nhiều hình thức."]) == []


def test_no_more_than_there_are_cards():
    assert len(named_in(f"phong trào “Việc tốt số {i}”" for i in range(9))) == 6
