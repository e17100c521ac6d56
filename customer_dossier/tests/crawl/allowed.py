"""What may be seen, and why: the only place where the crawl is told to look away.

Everything else that an actor gets to see of a planted record is a finding.
"""

# Rules of the house without a word about any customer; readers work by them.
SETUP = {
    "customer.dossier.care.plan",
    "customer.dossier.change",
    "customer.dossier.channel",
    "customer.dossier.cause",
    "customer.dossier.grade",
    "customer.dossier.grade.cell",
    "customer.dossier.festival",
    "customer.dossier.policy",
    "customer.dossier.rating",
    "customer.dossier.scorecard",
    "customer.dossier.scorecard.band",
    "customer.dossier.scorecard.cap",
    "customer.dossier.scorecard.item",
    "customer.dossier.section",
    "customer.dossier.clearance.requirement",
    "customer.dossier.terms.authority",
    "customer.dossier.signal.rule",
    "customer.dossier.territory",
    "customer.dossier.qualification",
    "customer.dossier.measure.type",
    "customer.dossier.measure.authority",
    "customer.dossier.bonus.scheme",
    "customer.dossier.bonus.rate",
}
HERE, ELSEWHERE = (0, 1), (2,)  # planted records by company
# Lists in sections; each line belongs to one section.
LINES = {
    "customer.dossier.competitor",
    "customer.dossier.document",
    "customer.dossier.loss",
    "customer.dossier.market",
    "customer.dossier.need",
    "customer.dossier.outlet",
    "customer.dossier.person",
    "customer.dossier.product",
    "customer.dossier.statement",
}
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
    # Reads dossiers of own customers, and none of the planted ones is theirs; lessons
    # are for everybody cleared, and name no customer.
    "foreign_account_manager": {*SETUP, "customer.dossier.lesson"},
    # Reads the dossiers that it keeps, and somebody else keeps the planted ones.
    "foreign_archivist": {*SETUP, "customer.dossier.lesson"},
    # Figures, what follows from them, and the sections that are for credit.
    "credit_accountant": {
        *SETUP,
        "customer.dossier",
        "customer.dossier.figures",
        "customer.dossier.signal",
        "customer.dossier.watch",
        "customer.dossier.hold",
        "customer.dossier.decision",
        "customer.dossier.promise",
        "customer.dossier.visit",
        "customer.dossier.reading",
        "customer.dossier.goods",
        "customer.dossier.proof",
        "customer.dossier.work",
        "customer.dossier.lesson",
        "customer.dossier.lesson.case",
        "customer.dossier.service.record",
        "customer.dossier.check",
        "customer.dossier.dealership",
        "customer.dossier.joint.unit",
        "customer.dossier.assessment",
        "customer.dossier.assessment.line",
        "customer.dossier.override",
        "customer.dossier.measure",
        "customer.dossier.measure.step",
        "customer.dossier.measure.reaction",
        "customer.dossier.measure.settlement",
        "customer.dossier.deposit",
        "customer.dossier.bonus",
        "customer.dossier.advice",
        "customer.dossier.lever.use",
        "customer.dossier.disagreement",
        "customer.dossier.target",
        "customer.dossier.undone.payment",
        "customer.dossier.layer",
        "customer.dossier.terms.request",
        "customer.dossier.hold.rule",
        "customer.dossier.timed.limit",
        "customer.dossier.insurance",
        "customer.dossier.limit.group",
        "customer.dossier.inquest",
        "customer.dossier.inquest.line",
        "customer.dossier.revision",
        "customer.dossier.revision.line",
        "customer.dossier.version",
        "customer.dossier.page",
        "customer.dossier.sheet",
        "customer.dossier.fact",
        "customer.dossier.question",
        "customer.dossier.provision.run",
        "customer.dossier.provision.line",
        "customer.dossier.provision.specific",
        "customer.dossier.provision.movement",
        "customer.dossier.provision.matrix",
        "customer.dossier.provision.rate",
        *LINES,
    },
    # The record and who may enter; of revisions which there are, their hashes and who
    # decided. No dossier content.
    "auditor": {
        "customer.dossier.access.log",
        "customer.dossier.access.seal",
        "customer.dossier.access.alarm",
        "customer.dossier.access.alarm.rule",
        "customer.dossier.clearance",
        "customer.dossier.clearance.requirement",
        "customer.dossier.recusal",
        "customer.dossier.handover",
        "customer.dossier.import.run",
        # Whom the archive told something, and when: not of what.
        "customer.dossier.notice",
        "customer.dossier.territory",
        "customer.dossier.qualification",
        "customer.dossier.revision",
        "customer.dossier.version",
    },
}
# Actor -> what belongs to one section is read of these planted records only. Section 0
# is not ticked as one for credit accountants, section 1 is.
SECTIONS = {"credit_accountant": (1,)}
# Actor -> fields known to it of models that it may not read otherwise.
KNOWN = {
    # A dossier's number and its customer's name stand on every document and every row
    # that an auditor checks, a purpose on every copy, and changed settings by name; of
    # which provision run a copy was made says its number.
    "auditor": {
        ("customer.dossier", "name"),
        ("customer.dossier", "partner_id"),
        ("customer.dossier.correction", "purpose"),
        ("customer.dossier.credit.report", "purpose"),
        ("customer.dossier.provision.export", "purpose"),
        ("customer.dossier.provision.run", "name"),
        ("customer.dossier.grade", "name"),
    },
}
# Actor -> fields kept from it in models that it may read otherwise.
WITHHELD = {
    "auditor": {
        ("customer.dossier.clearance", "dossier_ids"),
        ("customer.dossier.notice", "matter"),
        ("customer.dossier.revision", "remark"),
    },
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


# (actor, road) -> why its answer may differ with what the actor may not see.
TOLD = {
    ("foreign_archivist", f"method:{name}"): (
        "Whoever opens dossiers must hear that there is one, or there would be two."
    )
    for name in ("action_create_dossiers", "action_open_dossier")
}


def is_hidden(ground, actor):
    """:return: ``(model, record, field) -> bool``: must ``actor`` learn nothing of it?

    Without a field it is asked about the record as a whole.
    """
    own = READS_ALL.get(actor, HERE)
    models = set(ground.tables) if actor in READS_ALL else MAY_READ.get(actor, set())
    known, withheld = KNOWN.get(actor, set()), WITHHELD.get(actor, set())

    def hidden(model, record, field=None):
        if (model, field) in known:
            return False
        if model not in models or (model, field) in withheld:
            return True
        records = SECTIONS.get(actor, own) if _has_section(ground, model) else own
        return _has_company(ground, model) and record not in records

    return hidden


def is_changed(ground, actor):
    """:return: ``(model, record, field) -> bool``: does it differ in the other world?"""
    hidden, own = is_hidden(ground, actor), OWN_CUSTOMER.get(actor)
    return lambda model, record, field=None: (
        hidden(model, record, field) and record != own
    )


def _has_section(ground, model):
    """Whether each record of ``model`` belongs to one section of a dossier."""
    field = ground.registry[model]._fields.get("section_id")
    return bool(field) and field.comodel_name == "customer.dossier.section"


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
