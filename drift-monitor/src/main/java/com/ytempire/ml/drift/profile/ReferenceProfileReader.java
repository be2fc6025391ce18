package com.ytempire.ml.drift.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.ytempire.ml.drift.profile.ColumnProfile.Moments;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads profiles, those of {@link ReferenceProfile#OLD_FORMAT} too. Fields that it does not know
 * are passed over, so that a later program may add some. Confined to one thread.
 */
public final class ReferenceProfileReader {
  private static final int MOST_BYTES = 16 << 20;
  private static final long MOST_SECONDS = 1L << 32;

  private final JsonParser json;

  private int format = ReferenceProfile.OLD_FORMAT;
  private long rows;
  private @Nullable Long units;
  private Duration sampling = Duration.ZERO;
  private final Map<ProfileGroup, Map<String, ColumnProfile>> columns =
      new EnumMap<>(ProfileGroup.class);
  private final Map<String, Figure> performance = new LinkedHashMap<>();

  private ReferenceProfileReader(JsonParser json) {
    this.json = json;
  }

  /**
   * @param file name of the file, for messages
   * @throws ProfileException where it is no profile; the message says where and what is wrong
   */
  public static ReferenceProfile read(byte[] content, String file) {
    if (content.length > MOST_BYTES) {
      throw new ProfileException(
          "%s: it has %d bytes; expected at most %d", file, content.length, MOST_BYTES);
    }
    try (JsonParser json = new JsonFactory().createParser(content)) {
      var reader = new ReferenceProfileReader(json);
      try {
        return reader.profile();
      } catch (ProfileException e) {
        throw new ProfileException(
            "%s: line %d: %s: %s",
            file,
            json.currentTokenLocation().getLineNr(),
            json.getParsingContext().pathAsPointer(),
            String.valueOf(e.getMessage()));
      }
    } catch (JsonProcessingException e) {
      throw new ProfileException(
          "%s: line %d: it is not JSON: %s",
          file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new ProfileException("%s: it cannot be read: %s", file, String.valueOf(e.getMessage()));
    }
  }

  private ReferenceProfile profile() throws IOException {
    json.nextToken();
    object(
        name -> {
          switch (name) {
            case "format" -> format = (int) whole(1, ReferenceProfile.FORMAT);
            case "rows" -> rows = whole(1, Long.MAX_VALUE);
            case "units" -> units = whole(1, Long.MAX_VALUE);
            case "sampling_seconds" -> sampling = Duration.ofSeconds(whole(0, MOST_SECONDS));
            case "performance" -> object(figure -> performance.put(figure, figure()));
            case "inputs" -> group(ProfileGroup.INPUTS);
            case "labels" -> group(ProfileGroup.LABELS);
            case "predictions" -> group(ProfileGroup.PREDICTIONS);
            default -> json.skipChildren();
          }
        });
    if (json.nextToken() != null) {
      throw new ProfileException("it goes on behind its end");
    }
    if (rows == 0 || !columns.containsKey(ProfileGroup.INPUTS)) {
      throw new ProfileException("'%s' is missing", rows == 0 ? "rows" : "inputs");
    }
    return new ReferenceProfile(
        format, rows, units == null ? rows : units, sampling, columns, performance);
  }

  private void group(ProfileGroup group) throws IOException {
    Map<String, ColumnProfile> all = new LinkedHashMap<>();
    object(name -> all.put(name, column()));
    columns.put(group, all);
  }

  private ColumnProfile column() throws IOException {
    var fields = new ColumnFields();
    object(
        name -> {
          switch (name) {
            case "null_rate" -> fields.nullRate = number();
            case "units" -> fields.units = whole(0, Long.MAX_VALUE);
            case "mean" -> fields.mean = number();
            case "std" -> fields.std = number();
            case "quantiles" -> object(share -> fields.quantiles.put(share, number()));
            case "distribution" -> fields.numbers = distribution();
            case "words" -> {
              fields.hasWords = true;
              object(word -> fields.words.put(word, whole(1, Long.MAX_VALUE)));
            }
            case "other_words" -> fields.otherWords = whole(0, Long.MAX_VALUE);
            case "hours_of_week" -> object(hour -> fields.seasons.put(hour(hour), distribution()));
            default -> json.skipChildren();
          }
        });
    return fields.build();
  }

  /** What was read of a column so far. */
  private static final class ColumnFields {
    private double nullRate = Double.NaN;
    private long units;
    private double mean = Double.NaN;
    private double std = Double.NaN;
    private final Map<String, Double> quantiles = new LinkedHashMap<>();
    private @Nullable Distribution numbers;
    private boolean hasWords;
    private final Map<String, Long> words = new LinkedHashMap<>();
    private long otherWords;
    private final TreeMap<Integer, Distribution> seasons = new TreeMap<>();

    ColumnProfile build() {
      Moments moments = Double.isNaN(mean) ? null : new Moments(mean, std, quantiles);
      CategoryCounts counts = hasWords ? new CategoryCounts(words, otherWords) : null;
      return new ColumnProfile(nullRate, units, moments, numbers, counts, seasons);
    }
  }

  private static int hour(String name) {
    try {
      int hour = Integer.parseInt(name);
      if (hour >= 0 && hour < ColumnProfile.HOURS_OF_WEEK) {
        return hour;
      }
    } catch (NumberFormatException e) {
      // refused below, as an hour out of range is
    }
    throw new ProfileException(
        "'%s' is no hour of the week; expected 0 to %d", name, ColumnProfile.HOURS_OF_WEEK - 1);
  }

  private Distribution distribution() throws IOException {
    double[] errors = {Double.NaN, Double.NaN};
    long[] size = {0};
    String[] packed = {""};
    object(
        name -> {
          switch (name) {
            case "size" -> size[0] = whole(1, Long.MAX_VALUE);
            case "error" -> errors[0] = number();
            case "area_error" -> errors[1] = number();
            case "packed" -> packed[0] = text();
            default -> json.skipChildren();
          }
        });
    if (!(errors[0] >= 0 && errors[0] <= 1) || !(errors[1] >= 0)) {
      throw new ProfileException(
          "its error is %s and its area_error %s; expected 0 to 1, and 0 or more",
          errors[0], errors[1]);
    }
    Distribution read = PackedDistribution.unpack(packed[0], errors[0], errors[1]);
    if (read.size() != size[0]) {
      throw new ProfileException(
          "its counts add up to %d; expected its size, %d", read.size(), size[0]);
    }
    return read;
  }

  private Figure figure() throws IOException {
    double[] numbers = {Double.NaN, Double.NaN};
    long[] counted = {0};
    object(
        name -> {
          switch (name) {
            case "mean" -> numbers[0] = number();
            case "std" -> numbers[1] = number();
            case "units" -> counted[0] = whole(1, Long.MAX_VALUE);
            default -> json.skipChildren();
          }
        });
    return new Figure(numbers[0], numbers[1], counted[0]);
  }

  /** What is done with the value of a field; the parser stands on its first token. */
  private interface FieldValue {
    void read(String name) throws IOException;
  }

  private void object(FieldValue fields) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new ProfileException("it is %s; expected an object", shown());
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.read(name);
    }
  }

  private long whole(long least, long most) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      try {
        long value = json.getLongValue();
        if (value >= least && value <= most) {
          return value;
        }
      } catch (InputCoercionException e) {
        // refused below
      }
    }
    throw new ProfileException(
        "it is %s; expected a whole number from %d to %d", shown(), least, most);
  }

  private double number() throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      double value = json.getDoubleValue();
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw new ProfileException("it is %s; expected a number", shown());
  }

  private String text() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new ProfileException("it is %s; expected a text", shown());
    }
    return json.getText();
  }

  private String shown() throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      default -> "'" + json.getText() + "'";
    };
  }
}
