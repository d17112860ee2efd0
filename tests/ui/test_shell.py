from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from lantoa.ui.shell import Shell, shell_for


def test_the_greeting_uses_the_given_name_which_stands_last():
    shell = Shell(person="Lê Thị Hạnh", honorific="chị")
    assert shell.greeting_name == "chị Hạnh"
    assert shell.initial == "H"


def test_a_person_without_a_name_or_form_of_address():
    assert Shell().initial == "?"
    assert Shell(person="Hạnh").greeting_name == "Hạnh"


def test_nobody_signed_in_gives_an_empty_shell():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert shell_for(request) == Shell()


def test_what_a_room_above_filled_in_is_used():
    request = RequestFactory().get("/")
    request.shell = Shell(person="Lê Thị Hạnh", unit="Phường Bảo Vinh")
    assert shell_for(request) is request.shell
