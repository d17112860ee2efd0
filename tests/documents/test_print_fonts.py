import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
import typst

from lantoa.documents import fonts
from lantoa.documents.writing import to_pdf
from tests.documents import drafts


@pytest.fixture(autouse=True)
def _looked_anew():
    fonts._found.cache_clear()
    yield
    fonts._found.cache_clear()


def laid_down():
    found = sorted(fonts.folder().glob("*.ttf"))
    if not found:
        pytest.skip("the set-up could not fetch the typeface")
    return found


def test_tinos_has_four_faces_with_every_vietnamese_letter():
    files = laid_down()
    assert [path.name for path in files] == ["Tinos-Bold.ttf", "Tinos-BoldItalic.ttf", "Tinos-Italic.ttf", "Tinos-Regular.ttf"]
    assert all(fonts.letters_of(path) >= fonts._LETTERS for path in files)


def test_the_laid_down_typeface_is_taken_before_the_machines():
    laid_down()
    found = fonts.print_fonts()
    assert found.families[0] == "Tinos"
    assert {font.path for font in found.fonts.fonts() if font.family == "Tinos"} == {str(path) for path in laid_down()}


def test_it_is_embedded():
    laid_down()
    page = pdfium.PdfDocument(to_pdf(drafts.MINUTES))[0]
    faces = [pdfium_c.FPDFTextObj_GetFont(item.raw) for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=9)]
    assert len(faces) > 20
    assert {pdfium_c.FPDFFont_GetIsEmbedded(face) for face in faces} == {1}


def test_without_it_a_typeface_of_the_machine_is_taken(settings, tmp_path, caplog):
    settings.BUILD_DIR = tmp_path
    families = fonts.print_fonts().families
    assert families[-1] == "Libertinus Serif"
    assert (families[0] in fonts.FAMILIES) == (not caplog.records)
    assert to_pdf(drafts.PLAN).startswith(b"%PDF")


class Machine:
    """Fonts of an imagined machine."""

    def __init__(self, **families):
        self.families = families

    def fonts(self):
        return [type("Font", (), {"family": name.replace("_", " "), "path": path})() for name, path in self.families.items()]


def test_a_typeface_that_lacks_vietnamese_letters_is_passed_over(tmp_path):
    broken = tmp_path / "old.ttf"
    broken.write_bytes(b"no font at all")
    good = str(laid_down()[0])
    machine = Machine(Liberation_Serif=str(broken), Times_New_Roman=good)
    assert list(fonts._usable(machine.fonts(), fonts.FAMILIES)) == ["Times New Roman"]


def test_a_machine_without_any_says_what_to_do(settings, tmp_path, caplog, monkeypatch):
    settings.BUILD_DIR = tmp_path
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    monkeypatch.setattr(typst, "Fonts", lambda **_: own)  # typst, not ours: a machine without a font of its own
    families = fonts.print_fonts().families
    assert families == ["Libertinus Serif"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "hãy nối mạng rồi chạy lại lệnh cài đặt" in caplog.text
    assert to_pdf(drafts.PLAN).startswith(b"%PDF")


def test_a_folder_with_faces_copied_elsewhere_works(settings, tmp_path):
    target = tmp_path / "print-fonts"
    target.mkdir()
    for path in laid_down():
        shutil.copy(path, target)
    settings.BUILD_DIR = tmp_path
    assert {Path(font.path).parent for font in fonts.print_fonts().fonts.fonts() if font.family == "Tinos"} == {target}


@pytest.mark.parametrize("own_fonts", [True, False])
def test_any_typeface_prints_signs_it_lacks_and_endless_words(settings, tmp_path, monkeypatch, own_fonts):
    settings.BUILD_DIR = tmp_path
    if not own_fonts:
        bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
        monkeypatch.setattr(typst, "Fonts", lambda **_: bare)
    assert to_pdf(replace(drafts.PLAN, subject="Biểu dương 🏆 中文 " + "ữ" * 300)).startswith(b"%PDF")
