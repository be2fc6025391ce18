package com.ytempire.ml.training.starter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.inference.trend.TrendInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Writes what the training data looked like, as JSON, for later comparison: of each input the share
 * of nulls and of the others mean, standard deviation (divisor n) and quantiles (the smallest value
 * that this share of values does not exceed). Summaries only, no rows.
 */
final class TrendProfile {
  private static final double[] QUANTILES = {
    0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1
  };

  private TrendProfile() {}

  /**
   * @param rows at least one
   */
  static byte[] write(List<TrendRow> rows) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("rows", rows.size());
      json.writeObjectFieldStart("inputs");
      for (int i = 0; i < TrendInput.NAMES.size(); i++) {
        int column = i;
        write(json, TrendInput.NAMES.get(i), rows, row -> row.inputs()[column]);
      }
      json.writeEndObject();
      json.writeObjectFieldStart("labels");
      write(json, "viral", rows, row -> row.isViral() ? 1 : 0);
      write(json, TrendOnnx.LOG_GROWTH, rows, TrendRow::logGrowth);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void write(
      JsonGenerator json, String name, List<TrendRow> rows, ToDoubleFunction<TrendRow> value)
      throws IOException {
    double[] known =
        rows.stream().mapToDouble(value).filter(number -> !Double.isNaN(number)).toArray();
    Arrays.sort(known);
    json.writeObjectFieldStart(name);
    number(json, "null_rate", 1 - (double) known.length / rows.size());
    if (known.length > 0) {
      double mean = Arrays.stream(known).sum() / known.length;
      double variance = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum() / known.length;
      number(json, "mean", mean);
      number(json, "std", Math.sqrt(variance));
      json.writeObjectFieldStart("quantiles");
      for (double share : QUANTILES) {
        int rank = (int) Math.ceil(share * known.length);
        number(json, Double.toString(share), known[Math.max(0, rank - 1)]);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(String.format(Locale.ROOT, "%.6g", value));
  }
}
