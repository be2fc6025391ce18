package com.ytempire.ml.jobs.io.file;

import com.ytempire.ml.core.event.VideoEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of one row into an event. An empty field is null; a day is its midnight UTC.
 * Counts are only parsed here: their bounds are those of every event.
 */
final class TrendingCsvRow {
  private static final int VIDEO_ID_CHARS = 11;

  /** The only year of the layout whose dates have none. */
  private static final int YEAR_OF_DAY_MONTH_DATES = 2017;

  private final TrendingCsvLayout layout;
  private final List<String> fields;

  TrendingCsvRow(TrendingCsvLayout layout, List<String> fields) {
    this.layout = layout;
    this.fields = fields;
  }

  /** A row makes no sense; the message is the reason in full. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String column, String value, String problem, String allowed) {
      super(
          "%s: \"%s\" %s; allowed: %s".formatted(column, shortened(value), problem, allowed),
          null,
          false,
          false);
    }

    private static String shortened(String value) {
      return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
  }

  VideoEvent toEvent(@Nullable String region) throws Refused {
    String videoId = videoId();
    Instant eventTime = eventTime();
    boolean wholeDay = eventTime.truncatedTo(ChronoUnit.DAYS).equals(eventTime);
    return new VideoEvent(
        (region == null ? "" : region + "|") + videoId + "|" + eventTime,
        "youtube",
        region,
        videoId,
        eventTime,
        wholeDay ? "day" : "second",
        publishTime(),
        text(layout.title()),
        text(layout.channelId()),
        text(layout.channelTitle()),
        categoryId(),
        tags(),
        count("views", layout.views()),
        count("likes", layout.likes()),
        count("dislikes", layout.dislikes()),
        count("comments", layout.comments()),
        flag("comments_disabled", layout.commentsDisabled()),
        flag("ratings_disabled", layout.ratingsDisabled()),
        null);
  }

  /** Spreadsheets turn ids into {@code #NAME?} or {@code 1.5E+10}; such a row is nobody's. */
  private String videoId() throws Refused {
    String id = fields.get(layout.videoId());
    boolean real = id.length() == VIDEO_ID_CHARS && id.chars().allMatch(TrendingCsvRow::isIdChar);
    if (!real) {
      throw new Refused("video_id", id, "is not a video id", "11 of A-Z a-z 0-9 - _");
    }
    return id;
  }

  private static boolean isIdChar(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private Instant eventTime() throws Refused {
    String date = fields.get(layout.date()).strip();
    try {
      if (date.indexOf('T') > 0) {
        return OffsetDateTime.parse(date).toInstant().truncatedTo(ChronoUnit.MILLIS);
      }
      if (date.length() == 8 && date.charAt(2) == '.' && date.charAt(5) == '.') {
        return day(2000 + number(date, 0), number(date, 6), number(date, 3));
      }
      if (date.length() == 5 && date.charAt(2) == '.') {
        return day(YEAR_OF_DAY_MONTH_DATES, number(date, 3), number(date, 0));
      }
    } catch (DateTimeException | NumberFormatException e) {
      // Falls through to the refusal, which says what a date looks like.
    }
    throw new Refused("trending_date", date, "is not a day", "yy.dd.mm, dd.mm, or an ISO time");
  }

  private static int number(String date, int at) {
    return Integer.parseUnsignedInt(date, at, at + 2, 10);
  }

  private static Instant day(int year, int month, int day) {
    return LocalDate.of(year, month, day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private @Nullable Instant publishTime() throws Refused {
    String time = text(layout.publishTime());
    try {
      return time == null
          ? null
          : OffsetDateTime.parse(time.strip()).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new Refused("publish_time", time, "is not a time", "an ISO 8601 time with offset");
    }
  }

  private @Nullable String text(int column) {
    if (column < 0) {
      return null;
    }
    String text = fields.get(column);
    return text.isBlank() ? null : text;
  }

  private @Nullable Integer categoryId() throws Refused {
    Long category = count("category_id", layout.categoryId());
    if (category == null) {
      return null;
    }
    if (category < 0 || category > Integer.MAX_VALUE) {
      throw new Refused("category_id", category.toString(), "is out of range", "0 to 2147483647");
    }
    return category.intValue();
  }

  private @Nullable Long count(String name, int column) throws Refused {
    String text = text(column);
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new Refused(name, text, "is not a whole number", "0 to 9007199254740991 or empty");
    }
  }

  private @Nullable Boolean flag(String name, int column) throws Refused {
    String text = text(column);
    if (text == null) {
      return null;
    }
    if (text.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    }
    if (text.equalsIgnoreCase("false")) {
      return Boolean.FALSE;
    }
    throw new Refused(name, text, "is not a truth value", "True, False or empty");
  }

  /** Tags stand between bars, some in quotes; {@code [none]} stands for an empty list. */
  private @Nullable List<String> tags() {
    if (layout.tags() < 0) {
      return null;
    }
    String text = fields.get(layout.tags());
    List<String> tags = new ArrayList<>();
    if (text.isBlank() || text.equalsIgnoreCase("[none]")) {
      return tags;
    }
    int from = 0;
    while (from <= text.length()) {
      int bar = text.indexOf('|', from);
      int end = bar < 0 ? text.length() : bar;
      boolean quoted = end - from >= 2 && text.charAt(from) == '"' && text.charAt(end - 1) == '"';
      tags.add(quoted ? text.substring(from + 1, end - 1) : text.substring(from, end));
      from = end + 1;
    }
    return tags;
  }
}
