from odoo import api, models
from odoo.fields import Domain


class CustomerDossierOverview(models.AbstractModel):
    """The cockpit: everything that a leader looks at first, in one call."""

    _inherit = "customer.dossier.overview"

    @api.model
    @api.readonly
    def cockpit(self, filters=None):
        """What the cockpit shows, under the reader's own rights and companies.

        An entry is a number with the list that it counts: label, value, kind (count,
        amount or percent), alert, model, domain, and for an amount the field that is
        summed. Who reads no dossiers, an auditor, gets the tiles of what they do read.

        :param filters: ``{"territory_id": id, "account_manager_id": id, "period": one
            of PERIODS}``, each of them optional
        :return: a dict of what is told apart in the parts of this model; a constant
            number of queries, one of them for each company
        :raises AccessError: the user reads nothing of the archive
        :raises ValidationError: a filter makes no sense
        """
        self.env["customer.dossier.revision"].check_access("read")
        checked = self._check_filters(filters)
        domain, since = self._narrowed(checked), self._since(checked)
        currency = self.env.company.currency_id
        result = {"currency_id": currency.id, "filters": checked, "portfolio": False}
        Dossier = self.env["customer.dossier"]
        if not Dossier.has_access("read"):
            return result | {"tiles": self._tiles_about(Domain.TRUE), "count": 0}
        with Dossier._one_note() as note:
            ends = self._ends(domain)
            shown = {line["id"] for line in ends["key"] + ends["worst"]}
            sums = self._sums(domain)
            result |= {
                "choices": self._choices(),
                "count": Dossier.search_count(domain),
                "key": ends["key"],
                "worst": ends["worst"],
                **self._end_entries(domain, ends),
                "tiles": self._money_tiles(domain, sums) + self._tiles_about(domain),
                "portfolio": {
                    "ageing": self._ageing(domain, sums),
                    "concentration": self._concentration(domain, sums),
                    "quadrant": self._quadrant(domain),
                    "migration": self._migration(domain, since),
                    "growth": self._growth(domain),
                    "causes": self._causes(domain, since),
                },
            }
            shown |= {
                line["id"] for line in result["portfolio"]["concentration"]["lines"]
            }
            note("listed", Dossier.browse(sorted(shown)), detail="cockpit")
        return result

    @api.model
    def _end_entries(self, domain, ends):
        """All of each end, and the middle, as entries that open."""
        Dossier = self.env["customer.dossier"]
        working = Domain(domain) & Domain("state", "!=", "closed")
        domains = {
            "key": working & Domain("grade_id.code", "=", "key"),
            "worst": working & Domain("worrying", "=", True),
        }
        entries = {
            f"all_{name}": self._entry("", ends["counts"][name], Dossier, found)
            for name, found in domains.items()
        }
        calm = self._middle_domain(domain)
        return entries | {"middle": self._entry("", ends["middle"], Dossier, calm)}

    @api.model
    def _entry(self, label, value, records, domain, **more):
        """A number with the list that it counts.

        :param records: the model whose records the domain finds
        :param more: kind, field, alert where they differ from a plain count
        """
        return {
            "label": label,
            "value": value,
            "kind": "count",
            "alert": False,
            "model": records._name,
            "domain": [*Domain(domain)],
            **more,
        }

    @api.model
    def _amount(self, label, value, records, domain, field, **more):
        """The sum of a field over a list, in the currency of the user's company."""
        more = {"kind": "amount", "field": field, **more}
        return self._entry(label, value or 0.0, records, domain, **more)
