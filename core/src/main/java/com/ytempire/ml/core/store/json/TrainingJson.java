package com.ytempire.ml.core.store.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPeriod;
import com.ytempire.ml.core.training.TrainingProgress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code training_jobs} keeps of a job in columns of JSON. Has no state. */
public final class TrainingJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private TrainingJson() {}

  /**
   * The column {@code metadata}.
   *
   * @param split how the data is shared out
   * @param tags free words
   * @param progress epochs of the run
   * @param choices what else was chosen
   */
  public record Metadata(
      DataSplit split, List<String> tags, TrainingProgress progress, TrainingChoices choices) {}

  private interface Fields {
    void writeTo(JsonGenerator out) throws IOException;
  }

  private static String write(Fields fields) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      fields.writeTo(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed: " + e.getMessage(), e);
    }
    return text.toString();
  }

  /** Metadata of a job, with the key under which it was asked for. */
  public static String metadata(TrainingJob job, Optional<String> idempotencyKey) {
    return write(
        out -> {
          DataSplit split = job.plan().split();
          out.writeObjectFieldStart("split");
          out.writeNumberField("train", split.train());
          out.writeNumberField("val", split.validation());
          out.writeNumberField("test", split.test());
          out.writeEndObject();
          out.writeArrayFieldStart("tags");
          for (String tag : job.plan().tags()) {
            out.writeString(tag);
          }
          out.writeEndArray();
          if (idempotencyKey.isPresent()) {
            out.writeStringField("idempotency_key", idempotencyKey.get());
          }
          choices(job.plan().choices(), out);
          progress(job.progress(), out);
        });
  }

  /** The part of the metadata that changes while a job runs. */
  public static String progress(TrainingProgress progress) {
    return write(out -> progress(progress, out));
  }

  private static void progress(TrainingProgress progress, JsonGenerator out) throws IOException {
    out.writeNumberField("current_epoch", progress.epoch());
    if (progress.totalEpochs() != null) {
      out.writeNumberField("total_epochs", progress.totalEpochs());
    }
    // Also where nobody knows, so that an earlier guess does not stay.
    Instant end = progress.expectedEnd();
    out.writeStringField("expected_end", end == null ? null : end.toString());
  }

  private static void choices(TrainingChoices choices, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("choices");
    if (choices.trainer() != null) {
      out.writeStringField("trainer", choices.trainer());
    }
    out.writeStringField("deploy", choices.deployment().mode().word());
    out.writeNumberField("canary_percentage", choices.deployment().canaryPercentage());
    out.writeBooleanField("event_times", choices.trustsEventTimes());
    out.writeNumberField("seed", choices.seed());
    TrainingPeriod period = choices.period();
    if (period != null) {
      out.writeStringField("from", period.from().toString());
      out.writeStringField("to", period.to().toString());
    }
    out.writeArrayFieldStart("features");
    for (String feature : choices.features()) {
      out.writeString(feature);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Texts by name as one object, sorted. */
  public static String texts(Map<String, String> texts) {
    return write(
        out -> {
          for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
          }
        });
  }

  /**
   * @throws IOException when the text is not an object of texts
   */
  public static Map<String, String> readTexts(String json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser in = FACTORY.createParser(json)) {
      in.nextToken();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        texts.put(name, in.nextTextValue());
      }
    }
    return texts;
  }

  /**
   * @throws IOException when the text is no metadata of a job
   */
  public static Metadata readMetadata(String json) throws IOException {
    List<String> tags = new ArrayList<>();
    DataSplit split = DataSplit.DEFAULT;
    int epoch = 0;
    @Nullable Integer total = null;
    @Nullable Instant end = null;
    TrainingChoices choices = TrainingChoices.DEFAULT;
    try (JsonParser in = FACTORY.createParser(json)) {
      in.nextToken();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        switch (name) {
          case "split" -> split = split(in);
          case "tags" -> {
            while (in.nextToken() != JsonToken.END_ARRAY) {
              tags.add(in.getText());
            }
          }
          case "current_epoch" -> epoch = in.getIntValue();
          case "total_epochs" -> total = in.getIntValue();
          case "expected_end" -> {
            String text = in.getValueAsString();
            end = text == null ? null : Instant.parse(text);
          }
          case "choices" -> choices = choices(in);
          default -> in.skipChildren();
        }
      }
    }
    return new Metadata(split, List.copyOf(tags), new TrainingProgress(epoch, total, end), choices);
  }

  private static TrainingChoices choices(JsonParser in) throws IOException {
    @Nullable String trainer = null;
    Deployment.Mode mode = Deployment.Mode.IF_BETTER;
    int percentage = 0;
    boolean eventTimes = false;
    long seed = TrainingChoices.DEFAULT.seed();
    List<String> features = new ArrayList<>();
    @Nullable Instant from = null;
    @Nullable Instant to = null;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      switch (name) {
        case "trainer" -> trainer = in.getText();
        case "deploy" -> mode = Deployment.Mode.ofWord(in.getText());
        case "canary_percentage" -> percentage = in.getIntValue();
        case "event_times" -> eventTimes = in.getBooleanValue();
        case "seed" -> seed = in.getLongValue();
        case "from" -> from = Instant.parse(in.getText());
        case "to" -> to = Instant.parse(in.getText());
        case "features" -> {
          while (in.nextToken() != JsonToken.END_ARRAY) {
            features.add(in.getText());
          }
        }
        default -> in.skipChildren();
      }
    }
    return new TrainingChoices(
        trainer,
        new Deployment(mode, percentage),
        eventTimes,
        seed,
        features,
        from == null || to == null ? null : new TrainingPeriod(from, to));
  }

  private static DataSplit split(JsonParser in) throws IOException {
    Map<String, Double> shares = new HashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      shares.put(name, in.getDoubleValue());
    }
    return new DataSplit(
        shares.getOrDefault("train", 0.0),
        shares.getOrDefault("val", 0.0),
        shares.getOrDefault("test", 0.0));
  }
}
