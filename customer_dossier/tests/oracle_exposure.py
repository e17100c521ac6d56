from datetime import timedelta

from odoo import fields

from ..formulas import exposure
from .oracle_documents import INVOICES, OracleDocuments


class OracleExposure(OracleDocuments):
    """What is at risk with a customer, order by order."""

    def order_parts(self, dossier):
        """:return: delivered not invoiced, ordered not delivered, unused down payments"""
        delivered = ordered = advance = 0.0
        company = dossier.company_id
        for order in self.orders(dossier):
            out = ahead = 0.0
            for line in order.order_line.filtered(lambda one: not one.display_type):
                parts = exposure.split_order_line(
                    line.product_uom_qty,
                    line.qty_delivered,
                    self.settled(line),
                    line.price_total,
                    order.currency_rate or 1.0,
                    line.qty_ordered_closed,
                    line.qty_delivered_closed,
                )
                if company.dossier_exposure_delivered:
                    out += parts.delivered_not_invoiced
                if company.dossier_exposure_ordered and self.is_near(dossier, line):
                    ahead += parts.open_order
            delivered += out
            ordered += ahead
            advance += max(0, min(self.down_payment(order), out + ahead))
        round_ = dossier.currency_id.round
        return round_(delivered), round_(ordered), round_(advance)

    def settled(self, line):
        """Invoiced, or delivered and invoiced and then credited."""
        net = line.qty_invoiced - self.drafted(line)
        return max(net, min(net + self.credited(line), line.qty_delivered))

    def credited(self, line):
        return sum(
            one.product_uom_id._compute_quantity(one.quantity, line.product_uom_id)
            for one in line.invoice_lines
            if one.move_id.move_type == "out_refund" and one.parent_state != "cancel"
        )

    def drafted(self, line):
        """What is in draft invoices, where these do not count."""
        if line.company_id.dossier_exposure_drafts:
            return 0.0
        return sum(
            one.product_uom_id._compute_quantity(one.quantity, line.product_uom_id)
            for one in line.invoice_lines
            if one.move_id.move_type == "out_invoice" and one.parent_state == "draft"
        )

    def is_near(self, dossier, line):
        """Whether the line is to be delivered within the company's horizon."""
        days = dossier.company_id.dossier_exposure_horizon
        if days is False:
            return True
        order = line.order_id
        moment = order.commitment_date
        if not moment:
            moment = order.date_order + timedelta(days=line.customer_lead)
        tz = dossier.company_id.partner_id.tz or self.env.user.tz or "UTC"
        day = fields.Datetime.context_timestamp(line.with_context(tz=tz), moment).date()
        return day <= self.today(dossier) + timedelta(days=days)

    def down_payment(self, order):
        counting = {"posted"}
        if order.company_id.dossier_exposure_drafts:
            counting.add("draft")
        lines = order.order_line.filtered("is_downpayment").invoice_lines
        return sum(
            -line.balance * line.price_total / line.price_subtotal
            for line in lines
            if line.parent_state in counting and line.price_subtotal
        )

    def guaranteed(self, dossier):
        """Those listed and in force today; the entered total where none is listed."""
        standing = dossier.insurance_ids.filtered(
            lambda one: one.kind == "guarantee" and not one.called_off
        )
        if not standing:
            return dossier.guarantees_usable
        today = self.today(dossier)
        return dossier.currency_id.round(
            sum(
                one.amount * one.percent / 100
                for one in standing
                if one.date_from <= today <= (one.date_until or today)
            )
        )

    def exposure_figures(self, dossier):
        items = [residual for residual, _days, _why in self.open_items(dossier)]
        owed = sum(residual for residual in items if residual > 0)
        credit = -sum(residual for residual in items if residual < 0)
        unknown = ("delivered", "ordered", "draft", "special", "secured")
        if self.as_of and self.as_of < OracleDocuments(self.env).today(dossier):
            return {
                "exposure_receivable": owed,
                "exposure_credit": credit,
                **{f"exposure_{part}": None for part in unknown},
                "exposure": None,
                "utilisation": None,
            }
        delivered, ordered, advance = self.order_parts(dossier)
        drafts = self.env["account.move"].search(
            [
                ("commercial_partner_id", "=", dossier.partner_id.id),
                ("company_id", "=", dossier.company_id.id),
                ("state", "=", "draft"),
                ("move_type", "in", INVOICES),
            ]
        )
        draft = sum(max(move.amount_total_signed, 0) for move in drafts)
        draft *= dossier.company_id.dossier_exposure_drafts
        secured = dossier.deposit_held + self.guaranteed(dossier)
        net = owed + delivered + ordered + draft + dossier.special_liabilities
        net -= credit + advance + secured
        limited = dossier.credit_mode == "limit" and dossier.credit_limit
        return {
            "exposure_receivable": owed,
            "exposure_credit": credit + advance,
            "exposure_delivered": delivered,
            "exposure_ordered": ordered,
            "exposure_draft": draft,
            "exposure_special": dossier.special_liabilities,
            "exposure_secured": secured,
            "exposure": net,
            "utilisation": net / dossier.credit_limit * 100 if limited else None,
        }
