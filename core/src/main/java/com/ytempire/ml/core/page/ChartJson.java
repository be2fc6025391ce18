package com.ytempire.ml.core.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.page.Chart.Point;
import com.ytempire.ml.core.page.Chart.Series;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Charts as the page's own script reads them. */
final class ChartJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ChartJson() {}

  /**
   * JSON that cannot end the element which it stands in.
   *
   * @param charts by the id of the element that they are drawn in
   */
  static String write(Iterable<Map.Entry<String, Chart>> charts) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartArray();
      for (Map.Entry<String, Chart> chart : charts) {
        write(out, chart.getKey(), chart.getValue());
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString().replace("<", "\\u003c");
  }

  private static void write(JsonGenerator out, String place, Chart chart) throws IOException {
    out.writeStartObject();
    out.writeStringField("title", chart.title());
    out.writeStringField("place", place);
    out.writeStringField("scale", word(chart.scale()));
    out.writeStringField("x", chart.x());
    out.writeStringField("y", chart.y());
    out.writeArrayFieldStart("labels");
    for (String label : chart.labels()) {
      out.writeString(label);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("series");
    for (Series series : chart.series()) {
      out.writeStartObject();
      out.writeStringField("label", series.label());
      out.writeStringField("look", word(series.look()));
      out.writeArrayFieldStart("points");
      for (Point point : series.points()) {
        out.writeStartArray();
        out.writeNumber(point.x());
        if (Double.isFinite(point.y())) {
          out.writeNumber(point.y());
        } else {
          out.writeNull();
        }
        out.writeEndArray();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
