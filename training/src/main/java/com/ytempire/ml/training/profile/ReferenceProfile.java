package com.ytempire.ml.training.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes what training data looked like, as JSON, for later comparison: of each column the share of
 * nulls and of the others mean, standard deviation (divisor n) and quantiles (the smallest value
 * that this share of values does not exceed). Summaries only, no rows.
 */
public final class ReferenceProfile {
  private static final double[] QUANTILES = {
    0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1
  };

  private ReferenceProfile() {}

  /**
   * A number of every row.
   *
   * @param values one per row; NaN where missing. Not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Column(String name, double[] values) {

    /** The values that are there, least first; a new array. */
    private double[] known() {
      double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
      Arrays.sort(known);
      return known;
    }

    /**
     * The smallest value that a share of the values does not exceed.
     *
     * @param share 0 to 1
     * @return NaN where all are missing
     */
    public double quantile(double share) {
      double[] known = known();
      return known.length == 0 ? Double.NaN : at(known, share);
    }
  }

  /** The profile of examples: their features and their labels. */
  public static byte[] of(List<String> features, List<Head> heads, List<Example> examples) {
    return write(examples.size(), inputs(features, examples), labels(heads, examples));
  }

  /** The features of examples, column by column. */
  public static List<Column> inputs(List<String> features, List<Example> examples) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      int place = i;
      columns.add(
          new Column(
              features.get(i),
              examples.stream().mapToDouble(example -> example.features()[place]).toArray()));
    }
    return columns;
  }

  private static List<Column> labels(List<Head> heads, List<Example> examples) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      int place = i;
      columns.add(
          new Column(
              heads.get(i).word(),
              examples.stream().mapToDouble(example -> example.labels()[place]).toArray()));
    }
    return columns;
  }

  /**
   * @param rows how many, at least one
   * @param inputs what a model reads
   * @param labels what it learns
   */
  public static byte[] write(int rows, List<Column> inputs, List<Column> labels) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("rows", rows);
      write(json, "inputs", inputs);
      write(json, "labels", labels);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, String name, List<Column> columns)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Column column : columns) {
      write(json, column);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Column column) throws IOException {
    double[] known = column.known();
    json.writeObjectFieldStart(column.name());
    number(json, "null_rate", 1 - (double) known.length / column.values().length);
    if (known.length > 0) {
      double mean = Arrays.stream(known).sum() / known.length;
      double variance = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum() / known.length;
      number(json, "mean", mean);
      number(json, "std", Math.sqrt(variance));
      json.writeObjectFieldStart("quantiles");
      for (double share : QUANTILES) {
        number(json, Double.toString(share), at(known, share));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static double at(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(String.format(Locale.ROOT, "%.6g", value));
  }
}
