from odoo import api, models


class CustomerDossierProvisionRun(models.Model):
    """What buckets and segments are called, in every language of the database."""

    _inherit = "customer.dossier.provision.run"

    @api.model
    def _bucket_words(self, basis, bounds):
        """:return: the name of each bucket, in the reader's language"""
        ends = [*bounds[1:], None]
        word = self._age_word if basis == "age" else self._due_word
        return [
            word(first, end, not position)
            for position, (first, end) in enumerate(zip(bounds, ends, strict=True))
        ]

    def _due_word(self, first, end, youngest):
        if end is None:
            if youngest:
                return self.env._("Everything")
            return self.env._("Over %(days)s days", days=first - 1)
        if not youngest:
            return self.env._("%(first)s–%(last)s days", first=first, last=end - 1)
        if end == 1:
            return self.env._("Not due")
        return self.env._("Up to %(days)s days", days=end - 1)

    def _age_word(self, first, end, youngest):
        years = not first % 12 and not (end or 0) % 12
        if years:
            first, end = first // 12, end and end // 12
        if end is None:
            if youngest:
                return self.env._("Everything")
            if years and first == 1:
                return self.env._("Over a year")
            if years:
                return self.env._("Over %(years)s years", years=first)
            return self.env._("Over %(months)s months", months=first)
        if youngest:
            if years and end == 1:
                return self.env._("Within a year")
            if years:
                return self.env._("Within %(years)s years", years=end)
            return self.env._("Within %(months)s months", months=end)
        if years:
            return self.env._("%(first)s–%(last)s years", first=first, last=end)
        return self.env._("%(first)s–%(last)s months", first=first, last=end)

    @api.model
    def _segment_words(self, keys):
        """:return: ``{key: name}``, in the reader's language; two queries at most"""
        words = {
            "all": self.env._("All customers"),
            "grade:0": self.env._("No grade"),
            "territory:0": self.env._("No territory"),
            "secured:1": self.env._("Secured"),
            "secured:0": self.env._("Not secured"),
            "specific": self.env._("Specific customers"),
            "used": self.env._("Written off since"),
        }
        for kind in ("grade", "territory"):
            ids = [int(key.split(":")[1]) for key in keys if key.startswith(f"{kind}:")]
            records = self.env[f"customer.dossier.{kind}"].browse(filter(None, ids))
            # sudo: names of grades and territories; whoever computes reads dossiers.
            words.update((f"{kind}:{r.id}", r.name) for r in records.sudo())
        return {key: words[key] for key in keys}

    @api.model
    def _in_languages(self, words):
        """What a translated column holds, said at once in every language.

        :param words: function of this model in one language, that gives a dict
        :return: ``{key: {language: word}}``
        """
        codes = {"en_US"} | {code for code, _name in self._languages()}
        said = {code: words(self.with_context(lang=code)) for code in codes}
        return {key: {code: said[code][key] for code in codes} for key in said["en_US"]}

    @api.model
    def _languages(self):
        return self.env["res.lang"].get_installed()
