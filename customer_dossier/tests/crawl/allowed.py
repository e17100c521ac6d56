"""What may be seen, and why: the only place where the crawl is told to look away.

Everything else that an actor gets to see of a planted record is a finding.
"""

# Rules of the house without a word about any customer; readers work by them.
SETUP = {
    "customer.dossier.change",
    "customer.dossier.channel",
    "customer.dossier.cause",
    "customer.dossier.grade",
    "customer.dossier.grade.cell",
    "customer.dossier.festival",
    "customer.dossier.rating",
    "customer.dossier.scorecard",
    "customer.dossier.scorecard.band",
    "customer.dossier.scorecard.cap",
    "customer.dossier.scorecard.item",
    "customer.dossier.section",
    "customer.dossier.clearance.requirement",
    "customer.dossier.signal.rule",
    "customer.dossier.territory",
}
HERE, ELSEWHERE = (0, 1), (2,)  # planted records by company
# Actor -> models it may read; records of other companies stay hidden.
MAY_READ = {
    # The administrator configures; no dossier content by that role.
    "administrator": {
        *SETUP,
        # Who may enter the archive is prepared by administrators.
        "customer.dossier.clearance",
        "customer.dossier.access.alarm.rule",
    },
    # Says by which way it heard something, where it belongs, and what has changed.
    "contributor": {
        "customer.dossier.change",
        "customer.dossier.channel",
        "customer.dossier.section",
    },
    # Reads dossiers of own customers, and none of the planted ones is theirs.
    "foreign_account_manager": SETUP,
}
# Roles that read the whole archive of their own company.
READS_ALL = {"leader_here": HERE, "reader_elsewhere": ELSEWHERE}
# Sellers see the light of own customers: a colour and words without figures. So what is
# planted on an own customer stays the same in both worlds, and no value of it may show.
OWN_CUSTOMER = {"contributor": 1}
# (actor or "*", road or "*", "model.field") -> reason.
SEEN = {
    ("dismissed", "*", "customer.dossier.name"): (
        "An activity that they were given keeps number and customer of the dossier."
    ),
    ("dismissed", "*", "customer.dossier.revision.name"): (
        "An activity that they were given keeps the number of the revision."
    ),
}


def is_hidden(ground, actor):
    """:return: ``(model, record) -> bool``: must ``actor`` learn nothing of it?"""
    own = READS_ALL.get(actor, HERE)
    models = set(ground.tables) if actor in READS_ALL else MAY_READ.get(actor, set())

    def hidden(model, record):
        shared = not _has_company(ground, model)
        return not (model in models and (shared or record in own))

    return hidden


def is_changed(ground, actor):
    """:return: ``(model, record) -> bool``: does it differ in the second world?"""
    hidden, own = is_hidden(ground, actor), OWN_CUSTOMER.get(actor)
    return lambda model, record: hidden(model, record) and record != own


def _has_company(ground, model):
    """Whether records of ``model`` belong to one company, by themselves or above."""
    fields = ground.registry[model]._fields
    return (
        model not in SETUP
        or "company_id" in fields
        or any(
            field.required
            and field.type == "many2one"
            and ground.is_ours(field.comodel_name)
            and _has_company(ground, field.comodel_name)
            for field in fields.values()
        )
    )


def is_seen(actor, road, place):
    """Whether a declared reason lets ``actor`` see ``place`` by ``road``."""
    return any((who, by, place) in SEEN for who in (actor, "*") for by in (road, "*"))
