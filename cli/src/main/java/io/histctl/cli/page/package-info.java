/**
 * A conversation as a document: one HTML page without network access, or Markdown. The templates, the style and the
 * script are resources beside these classes; {@link io.histctl.cli.page.Templates} escapes everything that is stored.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.cli.page;
