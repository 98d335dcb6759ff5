-- Each name and alias of the registered sources, in the form in which names are compared.
INSERT OR IGNORE INTO registered_names
SELECT regexp_replace(lower(trim(alias)), '^(the|a|an)\s+', ''), name
FROM (SELECT name, unnest(list_prepend(name, aliases)) AS alias FROM registered_sources);
