from lxml import etree


def specification(arch):
    """The fields of a view as the web client asks for them, those of its lists as well."""

    def fields_of(node):
        spec = {}
        for child in node:
            if child.tag == "field":
                inner = child.find("list")
                spec[child.get("name")] = (
                    {} if inner is None else {"fields": fields_of(inner)}
                )
            elif isinstance(child.tag, str):
                spec.update(fields_of(child))
        return spec

    return fields_of(etree.fromstring(arch))
