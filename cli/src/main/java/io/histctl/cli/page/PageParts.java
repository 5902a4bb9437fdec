package io.histctl.cli.page;

/** The style and the script of pages, and the policy that allows no others. */
public final class PageParts {
    static final String STYLE = Templates.resource("page.css");
    static final String SCRIPT = Templates.resource("page.js");

    /** Nothing is loaded; sound and images are part of the page. */
    public static final String POLICY = "default-src 'none'; script-src " + Templates.source(SCRIPT) + "; style-src "
            + Templates.source(STYLE) + "; img-src data:; media-src data:; base-uri 'none'; form-action 'none'";

    private PageParts() {}
}
