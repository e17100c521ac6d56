from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .customer_dossier import CREDIT_MODES

#: Kinds whose effect the system takes back after their last day, with what they set and
#: where they keep what stood there. A temporary limit ends as a layer does; the last day
#: of a limit is the one by which it is renewed.
ENDING = {
    "mode": ("credit_mode", "mode_replaced"),
    "payment": ("payment_term_id", "payment_term_replaced_id"),
}


class CustomerDossierTermsRequest(models.Model):
    """Modes and payment terms until a day: then what stood before stands again.

    Unless somebody agreed on something else meanwhile, which nobody loses.
    """

    _inherit = "customer.dossier.terms.request"

    mode_replaced = fields.Selection(
        CREDIT_MODES,
        string="Mode afterwards",
        readonly=True,
        help="What was agreed when it began, and is again after its last day.",
    )
    payment_term_replaced_id = fields.Many2one(
        "account.payment.term",
        string="Payment terms afterwards",
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
    )

    def _ends(self):
        """Whether its effect is taken back after a last day."""
        return bool(self.kind in ENDING and self.date_until)

    def _agreed_now(self):
        """What stands where it sets something: a mode, or payment terms."""
        if self.kind == "mode":
            return self.dossier_id.agreed_mode
        partner = self.dossier_id.partner_id.with_company(self.company_id)
        return partner.property_payment_term_id

    def _agree(self, value):
        if self.kind == "mode":
            self.dossier_id.agreed_mode = value
        else:
            partner = self.dossier_id.partner_id.with_company(self.company_id)
            partner.property_payment_term_id = value

    def _apply(self):
        if self._ends():
            _asked, replaced = ENDING[self.kind]
            self[replaced] = self._agreed_now()
        return super()._apply()

    def _end_over(self):
        """Take back what of these is over.

        :raises UserError: credit of a lapsed dossier would be raised
        """
        for request in self:
            last, today = request.date_until, request.company_id._dossier_today()
            if request.state != "in_force" or not request._ends() or last >= today:
                continue
            # sudo: the system takes back what was approved until that day.
            mine = request.sudo()
            mine._take_back()
            mine.write({"state": "ended"})

    def _take_back(self):
        asked, replaced = ENDING[self.kind]
        later = self._later()
        if later:
            # What came on top of it goes back to what stood before both.
            ending = later.filtered(lambda one: one._ends())[:1]
            if ending[replaced] == self[asked]:
                ending[replaced] = self[replaced]
        elif self._agreed_now() == self[asked]:
            self._agree(self[replaced])

    def _later(self):
        """Those of its kind in force that began after it, the oldest first."""
        same_day = Domain("date_from", "=", self.date_from) & Domain("id", ">", self.id)
        return self.search(
            Domain("dossier_id", "=", self.dossier_id.id)
            & Domain("kind", "=", self.kind)
            & Domain("state", "=", "in_force")
            & (Domain("date_from", ">", self.date_from) | same_day),
            order="date_from, id",
        )

    def _end_all_over(self):
        """The same for every company, each request by itself."""
        over = self.search(
            [
                ("state", "=", "in_force"),
                ("kind", "in", [*ENDING]),
                ("date_until", "!=", False),
            ],
            order="date_from desc, id desc",
        )
        for request in over:
            try:
                with self.env.cr.savepoint():
                    request._end_over()
            except UserError:
                # A lapsed revision: credit is not raised until it is finished.
                continue
