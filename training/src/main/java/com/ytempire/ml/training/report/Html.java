package com.ytempire.ml.training.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes parts of a page; texts are escaped here and nowhere else. */
final class Html {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Html() {}

  static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String paragraph(String text) {
    return "<p>" + text(text) + "</p>\n";
  }

  /** JSON that cannot end the element which it stands in. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** A table, row by row. */
  static final class Table {
    private final StringBuilder html = new StringBuilder("<table>\n<thead>");

    Table(List<String> titles) {
      cells("th", titles);
      html.append("</thead>\n<tbody>\n");
    }

    void row(List<String> cells) {
      cells("td", cells);
      html.append('\n');
    }

    private void cells(String element, List<String> texts) {
      html.append("<tr>");
      for (String text : texts) {
        html.append('<').append(element).append('>').append(text(text));
        html.append("</").append(element).append('>');
      }
      html.append("</tr>");
    }

    @Override
    public String toString() {
      return html + "</tbody>\n</table>";
    }
  }
}
