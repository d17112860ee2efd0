"""What was typed with the keyboard not switched is put right; names, English and plain words stay."""

import pytest

from lantoa.search.telex import repair_telex

TELEX = """
nguowif tots=người tốt|nguwowif toots=người tốt|nguoif=người|vieecj toots=việc tốt|viecj=việc|ddieenr hinhf=điển hình|tieen tieens=tiên tiến
Nguyeenx Thij Hoaf=Nguyễn Thị Hòa|phuwowngf Baor Vinh=phường Bảo Vinh|xax Hangf Gonf=xã Hàng Gòn|thanhf phoos=thành phố|Long Khanhs=Long Khánh
dduwowngf phoos=đường phố|thuyeets minh=thuyết minh|giuwx ginf=giữ gìn|hoatj ddoongj=hoạt động|huwowngr uwngs=hưởng ứng|muwa=mưa|muaw=mưa
quoocs giaf=quốc già|kees hoachj=kế hoạch|tuaanf=tuần|gioongs=giống|ddajt=đạt|ddatj=đạt|khen thuwowngr=khen thưởng|tawngj=tặng|tajwng=tặng
gioir=giỏi|ngheef=nghề|nghieepj=nghiệp|quys I=quý I|hieens ddaats=hiến đất|mowr dduwowngf=mở đường|nhawtj dduwowcj=nhặt được|ddwowcj=được
cuwus nguwowif=cứu người
hocj bas=học bá|nghix=nghĩ|trer em=trẻ em|cuj giaf=cụ già|banf tayf=bàn tày|ddoanf keets=đoàn kết|phong traof=phong trào|thi ddua=thi đua
yeeu nuwowcs=yêu nước|xax hooij=xã hội|khuyeens hocj=khuyến học|moi truwowngf=moi trường|moooi=moooi|caay xanh=cây xanh|veej sinh=vệ sinh
anf ninh=àn ninh|traatj tuwj=trật tự|hoaf giair=hòa giải|xaay duwngj=xây dựng|noong thoon=nông thôn|kinh tees=kinh tế|hopwj tacs=hợp tác
sangs kieens=sáng kiến|caif ddawtj=cài đặt|tieets kieemj=tiết kiệm|sanr xuaats=sản xuất|guwowng=gương|taapj theer=tập thể|hooj gia ddinhf=hộ gia đình
cas nhaan=cá nhân|coong an=công an|bieeur duwowng=biểu dương|chur tichj=chủ tịch|Uyr ban=Ủy ban|nhaan daan=nhân dân|quyeets ddinhj=quyết định
toor truwowngr=tổ trưởng
baos caos=báo cáo|thasng 5=tháng 5|quys 2=quý 2|ddeef nghij=đề nghị|xets duyeetj=xét duyệt|NGUWOWIF TOTS=NGƯỜI TỐT
tuyeen truyeenf=tuyên truyền|dduoois nuwowcs=đuối nước|cuwus hooj=cứu hộ
tuwf thieenj=từ thiện|ngheof khos=nghèo khó|hocj sinh gioir=học sinh giỏi|duxng camr=dũng cảm
Ddoongf Nai=Đồng Nai|ddoojng=động
"""
VNI = """
nguo7i2 to61t=người tốt|nguo72i to6t1=người tốt|d9ie6n3 hi2nh=điển hình|Nguye6n4 Thi5 Hoa2=Nguyễn Thị Hòa|phu7o7ng2=phường|d9a61t=đất|vie65c=việc
thi d9ua=thi đua|kho61i=khối|tra8ng=trăng|Long Kha1nh d9a6t1=Long Khánh đất|khu5 pho61=khu5 phố
"""
KEPT = """
nguoi tot viec tot|người tốt việc tốt|Nguyen Van An|Trần Thị Xuân|Oanh|Loan|Hoan|Toan|Xoan|Thoa|Duy|Long Khanh|Bao Vinh|Hang Gon|Suoi Tre|Bau Sen
English|test|post|list of words|new results|Louis Vuitton|James Brown|Facebook|YouTube|Zalo|internet|wifi|web|show|room|rooms|box|bus|gas|car|door
tax|mix|max|Alex|Felix|Rolex|Texas|Max|was|has|his|is|as|us|if|of|or|for|first|last|this|best|cost|most|host|text|next|status|news|views|users
449/KH-UBND|U09|26098|LT-0417|QĐ-UBND|A4|covid19|khu 5|khu5|to5|ap3|T1|2022|quy 2|B52|H1N1|mp3|x|s|j|wwww|ssss|aaaa|12345|61t
see|seen|been|teen|zoom|boost|moon|soon|yes|war|our|less|boss|class|miss|press|email|excel|word|pdf|docx|xlsx|windows|samsung|iphone|admin|wow|win|xoong|Word
"""


def pairs(text):
    return [tuple(pair.split("=")) for line in text.strip().splitlines() for pair in line.split("|")]


@pytest.mark.parametrize(("typed", "meant"), pairs(TELEX) + pairs(VNI))
def test_unswitched_keys_are_put_right(typed, meant):
    assert repair_telex(typed) == meant
    assert repair_telex(meant) == meant


@pytest.mark.parametrize("text", [word for line in KEPT.strip().splitlines() for word in line.split("|")])
def test_names_and_foreign_words_stay(text):
    assert repair_telex(text) == text


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\udc80", "🙂", "w" * 500, "đ" * 500, "a1" * 300, "<script>", "'; --"])
def test_nonsense_stays(text):
    assert repair_telex(text) == text
