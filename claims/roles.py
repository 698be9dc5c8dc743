"""Who may do what. A role is a Django group; `sync_roles` makes the groups say what this table says."""

from django.contrib.auth.models import Group, Permission, User

SUBMIT, NOTE, FEEDS, CURATE = "submit_article", "add_note", "manage_feeds", "curate"
REGISTRIES = ("outlet", "outletdomain", "entity", "alias", "entityrelation")
# What an API token may be given, and the permission that its owner needs for it; "" is everybody who may sign in.
SCOPES = {"read": "", "submit": f"claims.{SUBMIT}"}
READ_ONLY = ("feed", "siterules", "article", "statement", "claim", "decision", "group")

ROLES: dict[str, tuple[str, ...]] = {
    "reader": (),
    "analyst": (SUBMIT, NOTE),
    "curator": (SUBMIT, NOTE, FEEDS, CURATE),
    "administrator": (
        SUBMIT,
        NOTE,
        FEEDS,
        CURATE,
        *(f"{verb}_{model}" for model in REGISTRIES for verb in ("view", "add", "change", "delete")),
        *(f"view_{model}" for model in READ_ONLY),
        *(f"{verb}_user" for verb in ("view", "add", "change")),
    ),
}


def scopes_of(user: User) -> list[str]:
    """Those that the user may give to a token."""
    return [scope for scope, permission in SCOPES.items() if not permission or user.has_perm(permission)]


def sync_roles() -> None:
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            Permission.objects.filter(codename__in=codenames, content_type__app_label__in=("claims", "auth"))
        )
