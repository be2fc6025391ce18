package com.ytempire.ml.core.page;

import java.util.List;

/** Writes parts of a page; texts are escaped here and nowhere else. Has no state. */
public final class Html {
  private Html() {}

  /** A text that means itself, in an element or in the quotes of an attribute. */
  public static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  public static String paragraph(String text) {
    return "<p>" + text(text) + "</p>\n";
  }

  /** An unnumbered list of texts. */
  public static String list(List<String> texts) {
    var html = new StringBuilder("<ul>\n");
    texts.forEach(text -> html.append("<li>").append(text(text)).append("</li>\n"));
    return html.append("</ul>\n").toString();
  }

  /** A text that leads to a place of the same page. */
  public static String link(String id, String text) {
    return "<a href=\"#" + text(id) + "\">" + text(text) + "</a>";
  }

  /** A text set apart by colour: a verdict, a state. */
  public static String mark(Tone tone, String text) {
    return "<span class=\"" + tone.word() + "\">" + text(text) + "</span>";
  }
}
