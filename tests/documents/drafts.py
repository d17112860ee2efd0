"""Drafts of the kinds that the system writes. Places, bodies and people do not exist."""

from datetime import date

from lantoa.documents.writing import (
    LETTER,
    Annex,
    Article,
    Column,
    Dash,
    Draft,
    Heading,
    IssueDay,
    Issuer,
    Item,
    Paragraph,
    Row,
    Signature,
    Table,
)  # fmt: skip

WARD = Issuer(("ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH"), "An Bình", ("ỦY BAN NHÂN DÂN TỈNH VĨNH THỊNH",))
OFFICE = Issuer(("PHÒNG VĂN HÓA - XÃ HỘI",), "An Bình", ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH"))
COUNCIL = Issuer(("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"), "An Bình", ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH"))
PEOPLE = ["Nguyễn Văn Ân", "Trần Thị Bích Hạnh", "Lê Hoàng Phúc", "Phạm Thị Ánh Tuyết", "Đặng Quốc Đạt", "Võ Thị Mỹ Dung"]
DEED = "Có thành tích xuất sắc trong phong trào “Người tốt, việc tốt” và xây dựng đô thị văn minh"
ROWS = [(str(n), PEOPLE[n % 6], f"Tổ trưởng tổ dân phố số {n}, khu phố Hòa Bình", DEED, "760.000") for n in range(1, 41)]

DECISION = Draft(
    kind="QĐ", issuer=WARD, symbol="QĐ-UBND", number="5", day=IssueDay.of(date(2026, 2, 5)), competence="Chủ tịch Ủy ban nhân dân phường An Bình",
    subject="Về việc tặng Giấy khen cho các cá nhân điển hình tiên tiến, gương người tốt, việc tốt quý I năm 2026",
    bases=[
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 12/TTr-VHXH ngày 02 tháng 02 năm 2026.",
    ],
    body=[
        Article("Tặng Giấy khen của Chủ tịch Ủy ban nhân dân phường An Bình cho 40 cá nhân đã có thành tích xuất sắc (có danh sách kèm theo)."),
        Article("Mỗi cá nhân được thưởng 760.000 đồng (bảy trăm sáu mươi nghìn đồng), trích từ Quỹ thi đua, khen thưởng của phường."),
        Article("Trưởng phòng Văn hóa - Xã hội, thủ trưởng các đơn vị và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."),
    ],
    signatures=[Signature("CHỦ TỊCH", "Nguyễn Thị Hồng Vân")], recipients=["Như Điều 3", "Thường trực Đảng ủy phường"], filing="VT, VHXH",
    annexes=[
        Annex("Danh sách cá nhân được tặng Giấy khen", [
            Table((Column("STT", 1, "center"), Column("Họ và tên", 4), Column("Chức vụ, đơn vị", 5), Column("Thành tích", 6, "justify"),
                   Column("Tiền thưởng (đồng)", 2.2, "right")), [*ROWS, Row(("", "Tổng cộng", "", "", "30.400.000"), bold=True)], caption="Đơn vị tính: đồng"),
            Paragraph("Danh sách này có 40 cá nhân."),
        ], landscape=True),
        Annex("Nguồn kinh phí", [Heading("Nguồn"), Paragraph("Quỹ thi đua, khen thưởng của phường năm 2026.")]),
    ],
)  # fmt: skip
PROPOSAL = Draft(
    kind="TTr", issuer=OFFICE, symbol="TTr-VHXH", day=IssueDay(2026, 6), addressees=["Chủ tịch Ủy ban nhân dân phường An Bình"],
    subject="Về việc đề nghị tặng Giấy khen cho gương người tốt, việc tốt tháng 6 năm 2026",
    body=[
        Paragraph("Thực hiện Kế hoạch số 49/KH-UBND ngày 21 tháng 3 năm 2022 của Ủy ban nhân dân tỉnh về tuyên truyền gương điển hình tiên tiến;"),
        Paragraph("Qua xem xét, Phòng Văn hóa - Xã hội kính trình Chủ tịch Ủy ban nhân dân phường như sau:"),
        Heading("Kết quả bình chọn"), Heading("Số lượng", 2), Dash("Có 12 hồ sơ được gửi về;"), Dash("Có 9 hồ sơ đủ điều kiện."),
        Heading("Cách chọn", 2), Item("Bỏ phiếu kín;", lettered=True), Item("Kiểm phiếu công khai.", lettered=True), Heading("Đề nghị"),
        Table((Column("STT", 1, "center"), Column("Họ và tên", 5), Column("Đơn vị", 5)),
              [("1", "Lê Văn Đức", "Khu phố 3"), Row(("II. Tập thể",), bold=True, spanning=True), ("2", "Tổ hợp tác sầu riêng", "Khu phố 5")]),
        Paragraph("Kính đề nghị Chủ tịch Ủy ban nhân dân phường xem xét, quyết định."),
    ],
    signatures=[Signature("PHÓ TRƯỞNG PHÒNG", "Lê Thị Đào", ("KT.TRƯỞNG PHÒNG",))], recipients=["Như trên"],
)  # fmt: skip
MINUTES = Draft(
    kind="BB", issuer=COUNCIL, symbol="BB-HĐTĐKT", number="7", day=IssueDay.of(date(2026, 6, 12)),
    subject="Họp xét chọn gương người tốt, việc tốt tháng 6 năm 2026",
    body=[
        Paragraph("Thời gian bắt đầu: 08 giờ 00 phút, ngày 12 tháng 6 năm 2026."), Paragraph("Địa điểm: Phòng họp A, trụ sở Ủy ban nhân dân phường."),
        Heading("Thành phần"), Dash("Có mặt: 9/11 thành viên."), Dash("Vắng: 2 thành viên (có lý do)."), Heading("Kết quả bỏ phiếu"),
        Table((Column("STT", 1, "center"), Column("Ứng viên", 5), Column("Đồng ý", 2, "center"), Column("Tỷ lệ", 2, "center")),
              [("1", "Lê Văn Đức", "9", "9/11")]),
        Paragraph("Cuộc họp kết thúc lúc 10 giờ 30 phút cùng ngày."),
    ],
    signatures=[Signature("THƯ KÝ", "Phạm Thị Thu"), Signature("CHỦ TỌA", "Nguyễn Thị Hồng Vân")], recipients=["Thành viên Hội đồng"],
)  # fmt: skip
REPORT = Draft(
    kind="BC", issuer=WARD, symbol="BC-UBND", number="120", day=IssueDay.of(date(2026, 6, 30)),
    subject="Kết quả tuyên truyền điển hình tiên tiến 6 tháng đầu năm 2026", addressees=["Ủy ban nhân dân tỉnh Vĩnh Thịnh", "Sở Nội vụ tỉnh Vĩnh Thịnh"],
    body=[
        Heading("Kết quả đạt được"), Heading("Công tác chỉ đạo", 2),
        *[Paragraph("Ủy ban nhân dân phường đã ban hành các văn bản chỉ đạo, hướng dẫn các khu phố, trường học, cơ quan, đơn vị phát hiện, bồi dưỡng và "
                    f"nhân rộng điển hình tiên tiến; kịp thời biểu dương những tấm gương bình dị mà cao quý (lần {n}).") for n in range(14)],
        Heading("Hạn chế, nguyên nhân"), Paragraph("Một số đơn vị còn gửi báo cáo chậm."), Heading("Phương hướng"), Heading("Nhiệm vụ", 2),
        Heading("Về tuyên truyền", 3), Dash("Tăng cường tin, bài trên hệ thống truyền thanh."), Heading("Về khen thưởng", 3),
        Dash("Khen kịp thời, đúng người, đúng việc."), Paragraph("Trên đây là báo cáo của Ủy ban nhân dân phường An Bình."),
    ],
    signatures=[Signature("PHÓ CHỦ TỊCH", "Trần Văn Bình", ("KT. CHỦ TỊCH",))], recipients=["Như trên"], filing="VT, VHXH",
)  # fmt: skip
PLAN = Draft(
    kind="KH", issuer=WARD, symbol="KH-UBND", day=IssueDay(2026, 1), subject="Tuyên truyền gương điển hình tiên tiến, gương người tốt, việc tốt năm 2026",
    body=[
        Paragraph("Thực hiện Kế hoạch số 38/KH-UBND ngày 28 tháng 02 năm 2025 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân phường xây dựng kế hoạch như sau:"),
        Heading("Mục đích, yêu cầu"), Heading("Mục đích", 2), Dash("Phát hiện, biểu dương gương người tốt, việc tốt."), Heading("Yêu cầu", 2),
        Dash("Kịp thời, thiết thực, không hình thức."), Heading("Tổ chức thực hiện"), Heading("Phòng Văn hóa - Xã hội", 2),
        Dash("Chủ trì, phối hợp với các khu phố triển khai Kế hoạch này."), Heading("Các khu phố", 2), Dash("Gửi báo cáo trước ngày 20 hằng tháng."),
        Paragraph("Trên đây là Kế hoạch tuyên truyền năm 2026, đề nghị các đơn vị triển khai thực hiện."),
    ],
    signatures=[Signature("CHỦ TỊCH", "Nguyễn Thị Hồng Vân", ("TM. ỦY BAN NHÂN DÂN",))], recipients=["UBND tỉnh (để b/c)", "Các khu phố"], filing="VT, VHXH",
)  # fmt: skip
REMINDER = Draft(
    kind=LETTER, issuer=WARD, symbol="UBND-VHXH", day=IssueDay(2026, 6), subject="đôn đốc gửi báo cáo điển hình tiên tiến quý II năm 2026",
    addressees=["Trưởng các khu phố", "Hiệu trưởng các trường học trên địa bàn", "Công an phường"],
    body=[
        Paragraph("Thực hiện Kế hoạch số 49/KH-UBND ngày 21 tháng 3 năm 2022 của Ủy ban nhân dân tỉnh, đến nay còn 03 đơn vị chưa gửi báo cáo."),
        Paragraph("Đề nghị các đơn vị gửi báo cáo trước ngày 25 tháng 6 năm 2026."),
    ],
    signatures=[Signature("PHÓ CHỦ TỊCH", "Trần Văn Bình", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))],
    recipients=["Như trên", "Chủ tịch UBND phường (để b/c)"], filing="VT, VHXH",
)  # fmt: skip
INVITATION = Draft(
    kind="GM", issuer=WARD, symbol="GM-UBND", day=IssueDay(2026, 7), subject="Dự Hội nghị biểu dương gương người tốt, việc tốt quý II năm 2026",
    body=[
        Paragraph("Ủy ban nhân dân phường An Bình trân trọng kính mời: Trưởng các khu phố và các cá nhân được tặng Giấy khen."),
        Paragraph("Tới dự Hội nghị biểu dương gương người tốt, việc tốt quý II năm 2026."),
        Dash("Chủ trì: Chủ tịch Ủy ban nhân dân phường;"), Dash("Thời gian: 08 giờ 00 phút, ngày 15 tháng 7 năm 2026;"),
        Dash("Địa điểm: Hội trường A, Ủy ban nhân dân phường."), Paragraph("Đề nghị các đại biểu đến dự đúng giờ."),
    ],
    signatures=[Signature("CHÁNH VĂN PHÒNG", "Đỗ Thị Lan", ("TL. CHỦ TỊCH",))], recipients=["Như trên", "Lãnh đạo UBND phường"], filing="VT, VHXH",
)  # fmt: skip
NOTICE = Draft(
    kind="TB", issuer=WARD, symbol="TB-UBND", number="9", day=IssueDay.of(date(2026, 1, 8)),
    subject="Kết quả bình chọn gương người tốt, việc tốt tháng 12 năm 2025",
    bases=["Căn cứ Kế hoạch số 49/KH-UBND ngày 21 tháng 3 năm 2022 của Ủy ban nhân dân tỉnh Vĩnh Thịnh"],
    body=[
        Paragraph("Ủy ban nhân dân phường An Bình thông báo kết quả bình chọn tháng 12 năm 2025 như sau:"),
        Heading("Kết quả"), Dash("Có 15 hồ sơ hợp lệ;"), Dash("Có 04 cá nhân được chọn."), Heading("Ý kiến của người dân"),
        Paragraph("Ý kiến góp ý gửi về Ủy ban nhân dân phường trước ngày 15 tháng 01 năm 2026."),
    ],
    signatures=[Signature("PHÓ CHỦ TỊCH", "Trần Văn Bình", ("KT. CHỦ TỊCH",))], recipients=["Các khu phố", "Trạm Truyền thanh phường"], filing="VT, VHXH",
)  # fmt: skip
ALL = {
    "QĐ": DECISION, "TTr": PROPOSAL, "BB": MINUTES, "BC": REPORT, "KH": PLAN, "CV": REMINDER, "GM": INVITATION, "TB": NOTICE,
}  # fmt: skip
