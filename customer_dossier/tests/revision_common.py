from .judged_common import JudgedCommon

ARCHIVIST = "base.group_user,customer_dossier.group_archivist"
LEADER = "base.group_user,customer_dossier.group_leader"


class RevisionCommon(JudgedCommon):
    """One dossier at work with archivist, deputy and two leaders, and its revisions."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.deputy = cls._create_user("deputy", ARCHIVIST)
        cls.leader2 = cls._create_user("leader2", LEADER)
        cls.dossier.write(
            {
                "state": "active",
                "deputy_id": cls.deputy.id,
                "next_revision_date": "2026-03-10",
            }
        )

    @classmethod
    def _user_values(cls, login, groups):
        return super()._user_values(login, groups) | {"name": login.title()}

    def _plan(self, dossiers=None):
        return (dossiers or self.dossier)._plan_revisions()

    def _decide(self, revision, user=None):
        """Say of every section that it is still true."""
        lines = revision.with_user(user or self.archivist).line_ids
        lines.filtered(lambda line: not line.outcome).action_verified()

    def _prepare(self, revision):
        revision.with_user(self.archivist).action_start()
        self._decide(revision)
        revision.with_user(self.archivist).action_prepare()

    def _approve(self, revision):
        """Through all hands until it is in force."""
        self._prepare(revision)
        revision.with_user(self.deputy).action_verify()
        revision.with_user(self.leader).action_approve()
        return revision

    def _sheet(self, code, user=None):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == code)
        return sheet.with_user(user or self.archivist)

    def _line(self, revision, code, user=None):
        return revision.with_user(user or self.archivist).line_ids.filtered(
            lambda one: one.section_id.code == code
        )
