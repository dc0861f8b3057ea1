"""People and the organisations they work in."""

import secrets

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that are mistaken for one another when read aloud


class UserManager(BaseUserManager):
    def create_user(self, *, display_name, email=None, password=None, **values):
        """A person; without an e-mail they sign in with a personal code (see ``new_login_code``)."""
        person = self.model(
            display_name=display_name, email=self.normalize_email(email).lower() or None if email else None, **values
        )
        person.password = make_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password, display_name="Admin", **values):
        return self.create_user(
            display_name=display_name, email=email, password=password, is_staff=True, is_superuser=True, **values
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A person, in every programme they take part in.

    ``display_name`` is the person's own name; what others see comes from
    ``coaching.programmes.names``, which knows pseudonyms. Never print it
    anywhere but to the person themself and to organisers.
    """

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    display_name = Line(_("name"), max_length=80)
    language = models.CharField(
        _("language"), max_length=3, default="fi", choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
    )
    login_code_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    forgotten_at = models.DateTimeField(null=True, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self):
        """A number, so that no log or error page holds a name."""
        return f"person {self.pk}"

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name


class Organisation(models.Model):
    """An employer, a trainer's house, a network."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        WELLBEING_COUNTY = "wellbeing_county", _("wellbeing services county")
        SERVICE_CENTRE = "service_centre", _("service centre")
        FOUNDATION = "foundation", _("foundation")
        SCHOOL = "school", _("school")
        NETWORK = "network", _("network")
        COMPANY = "company", _("company")
        ASSOCIATION = "association", _("association")
        OTHER = "other", _("other")

    key = models.SlugField(max_length=60, unique=True)
    name = Line(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


def fresh_code(groups, size=4):
    """A code people can read aloud, such as 7KQ2-X9RM: ``groups`` of ``size`` letters, about 5 bits each."""
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(size)) for _ in range(groups))
