package com.ytempire.ml.core.page;

import java.util.List;

/** A table, row by row. Not safe to share between threads. */
public final class Table {
  private final StringBuilder html = new StringBuilder("<table>\n<thead>");
  private boolean isEmpty = true;

  /**
   * @param titles of the columns, as texts
   */
  public Table(List<String> titles) {
    cells("th", titles.stream().map(Html::text).toList());
    html.append("</thead>\n<tbody>\n");
  }

  /** Adds a row of texts. */
  public Table row(List<String> texts) {
    return rowOfHtml(texts.stream().map(Html::text).toList());
  }

  /** Adds a row of what {@link Html} has written. */
  public Table rowOfHtml(List<String> cells) {
    cells("td", cells);
    html.append('\n');
    isEmpty = false;
    return this;
  }

  /** Whether it has no rows yet. */
  public boolean isEmpty() {
    return isEmpty;
  }

  private void cells(String element, List<String> cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append('<').append(element).append('>').append(cell);
      html.append("</").append(element).append('>');
    }
    html.append("</tr>");
  }

  /** The table as HTML. */
  @Override
  public String toString() {
    return html + "</tbody>\n</table>";
  }
}
