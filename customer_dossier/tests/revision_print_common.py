REPORT = "customer_dossier.print_revision"


class RevisionPrints:
    """Mixed into a case with a ``revision``: its prints."""

    def _slip(self, user):
        return (
            self.env["customer.dossier.print"]
            .with_user(user)
            .with_context(
                active_model="customer.dossier.revision", active_ids=self.revision.ids
            )
            .create({"purpose": "Audit"})
        )

    def _html(self, slip, **context):
        Report = self.env["ir.actions.report"].with_user(slip.env.user)
        return (
            Report.with_context(**context)
            ._render_qweb_html(REPORT, slip.ids)[0]
            .decode()
        )
