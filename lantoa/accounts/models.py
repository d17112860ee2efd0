"""People who work in the system. What a person may do is said by appointments (room organisations), not here."""

import unicodedata

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from lantoa.core import clock
from lantoa.core.models import NFCCharField
from lantoa.core.text import name_sort_key

SYSTEM_USERNAME = "he-thong"
CITIZEN_USERNAME = "nguoi-dan"


class Honorific(models.TextChoices):
    """How the person wishes to be addressed; chosen by the person, never guessed."""

    MR = "ong", "ông"
    MRS = "ba", "bà"
    BROTHER = "anh", "anh"
    SISTER = "chi", "chị"
    NONE = "", "đồng chí"


def _composed(password: str | None) -> str | None:
    return unicodedata.normalize("NFC", password) if password else password


class UserManager(BaseUserManager):
    def system(self) -> "User":
        """The clock and the demo act as this user; nobody can sign in as it."""
        return self.get(username=SYSTEM_USERNAME)

    def ensure_system(self) -> None:
        """Make the system's own user where it is missing: after each `migrate`, so that an emptied database has it again."""
        if not self.filter(username=SYSTEM_USERNAME).exists():
            self.create_user(SYSTEM_USERNAME, "Hệ thống", is_system=True)

    def citizens(self) -> "User":
        """Whoever tells of something without an account acts as this user; it has no role, and nobody can sign in as it."""
        return self.get(username=CITIZEN_USERNAME)

    def ensure_citizens(self) -> None:
        if not self.filter(username=CITIZEN_USERNAME).exists():
            self.create_user(CITIZEN_USERNAME, "Người dân")

    def people(self):
        return self.exclude(is_system=True).exclude(username=CITIZEN_USERNAME)

    def create_user(self, username, full_name="", password=None, **fields):
        """Without a password nobody can sign in until one is set."""
        user = self.model(username=username, full_name=full_name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, full_name="", password=None, **fields):
        return self.create_user(username, full_name, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = NFCCharField("họ và tên", max_length=120)
    name_key = models.CharField(max_length=400, editable=False, db_index=True)  # sorts by given name, Vietnamese order
    honorific = models.CharField("xưng hô", max_length=4, choices=Honorific.choices, default=Honorific.NONE, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    is_staff = models.BooleanField("vào trang quản trị kỹ thuật", default=False)
    is_system = models.BooleanField("hệ thống", default=False, editable=False)
    joined_at = models.DateTimeField("tạo lúc", default=clock.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args, **kwargs):
        self.name_key = name_sort_key(self.full_name)[:400]
        if (fields := kwargs.get("update_fields")) and "full_name" in fields:
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)

    def set_password(self, raw_password):
        """Vietnamese keyboards send one letter as one or as two code points; the password is the same either way."""
        super().set_password(_composed(raw_password))

    def check_password(self, raw_password):
        return super().check_password(_composed(raw_password))

    @property
    def given_name(self) -> str:
        return self.full_name.split(" ")[-1] if self.full_name else self.username

    @property
    def address(self) -> str:
        """How the system greets the person: "chị Hạnh"; "Hạnh" when nothing was chosen."""
        return f"{self.honorific and self.get_honorific_display()} {self.given_name}".strip()

    @property
    def is_built_in(self) -> bool:
        """Stands for no person: nobody's to change, lock or sign in as."""
        return self.is_system or self.username == CITIZEN_USERNAME

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.given_name
