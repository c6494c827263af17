"""The public addresses of the demonstration that the browser tests visit."""

PUBLIC = [
    "/",
    "/hulpwijzer/",
    "/contact/",
    "/ouders/",
    "/jongeren/",
    "/onderwijs/",
    "/professionals/",
    "/gemeenten/",
    "/handreiking/",
    "/handreiking/weerbaarheid-en-preventie/",
    "/handreiking/weerbaarheid-en-preventie/preventie/",
    "/begrippen/",
    "/begrippen/radicalisering/",
    "/instrumenten/",
    "/trainingen/",
    "/trainingen/ror-basistraining/",
    "/meldpunt/",
    "/meldpunt/advies/",
    "/meldpunt/vervolg/",
    "/briefings/",
    "/aanpak/",
    "/zoeken/?q=zoon",
    "/verlaat/uitleg/",
    "/privacy/",
    "/toegankelijkheid/",
    "/.well-known/security.txt",
    "/health/live",
    "/health/ready",
]

PAGES = [address for address in PUBLIC if not address.startswith(("/.well-known", "/health"))]
