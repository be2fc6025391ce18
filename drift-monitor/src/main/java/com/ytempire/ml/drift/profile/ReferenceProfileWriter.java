package com.ytempire.ml.drift.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.drift.profile.ColumnProfile.Moments;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Writes profiles as JSON: what people read in plain fields, distributions packed beside them. */
public final class ReferenceProfileWriter {
  private ReferenceProfileWriter() {}

  /** The file; equal profiles give equal bytes. */
  public static byte[] write(ReferenceProfile profile) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("format", ReferenceProfile.FORMAT);
      json.writeNumberField("rows", profile.rows());
      json.writeNumberField("units", profile.units());
      json.writeNumberField("sampling_seconds", profile.sampling().toSeconds());
      for (ProfileGroup group : ProfileGroup.values()) {
        json.writeObjectFieldStart(group.word());
        for (Map.Entry<String, ColumnProfile> column : profile.group(group).entrySet()) {
          json.writeObjectFieldStart(column.getKey());
          write(json, column.getValue());
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeObjectFieldStart("performance");
      for (Map.Entry<String, Figure> figure : profile.performance().entrySet()) {
        json.writeObjectFieldStart(figure.getKey());
        number(json, "mean", figure.getValue().mean());
        number(json, "std", figure.getValue().std());
        json.writeNumberField("units", figure.getValue().units());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, ColumnProfile column) throws IOException {
    number(json, "null_rate", column.nullRate());
    json.writeNumberField("units", column.units());
    Moments moments = column.moments();
    if (moments != null) {
      number(json, "mean", moments.mean());
      number(json, "std", moments.std());
      json.writeObjectFieldStart("quantiles");
      for (Map.Entry<String, Double> quantile : moments.quantiles().entrySet()) {
        number(json, quantile.getKey(), quantile.getValue());
      }
      json.writeEndObject();
    }
    if (column.numbers() != null) {
      json.writeObjectFieldStart("distribution");
      write(json, column.numbers());
      json.writeEndObject();
    }
    CategoryCounts words = column.words();
    if (words != null) {
      json.writeObjectFieldStart("words");
      for (Map.Entry<String, Long> word : words.counts().entrySet()) {
        json.writeNumberField(word.getKey(), word.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("other_words", words.other());
    }
    if (!column.seasons().isEmpty()) {
      json.writeObjectFieldStart("hours_of_week");
      for (Map.Entry<Integer, Distribution> season : column.seasons().entrySet()) {
        json.writeObjectFieldStart(season.getKey().toString());
        write(json, season.getValue());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, Distribution numbers) throws IOException {
    json.writeNumberField("size", numbers.size());
    json.writeNumberField("points", numbers.points());
    json.writeNumberField("error", numbers.error());
    json.writeNumberField("area_error", numbers.areaError());
    json.writeStringField("packed", PackedDistribution.pack(numbers));
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(String.format(Locale.ROOT, "%.6g", value));
  }
}
