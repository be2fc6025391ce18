package com.ytempire.ml.features.definition;

import com.ytempire.ml.features.expression.ExpressionType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A quantity that expressions can name: a field of the event, something derived from it, or its
 * change since the previous snapshot of the same series. A null stays null.
 */
public enum Input {
  VIEWS(ExpressionType.WHOLE),
  LIKES(ExpressionType.WHOLE),
  DISLIKES(ExpressionType.WHOLE),
  COMMENTS(ExpressionType.WHOLE),
  SUBSCRIBER_COUNT(ExpressionType.WHOLE),
  CATEGORY_ID(ExpressionType.WHOLE),
  COMMENTS_DISABLED(ExpressionType.FLAG),
  RATINGS_DISABLED(ExpressionType.FLAG),
  HOUR_OF_DAY(ExpressionType.WHOLE),
  DAY_OF_WEEK(ExpressionType.WHOLE),
  IS_WEEKEND(ExpressionType.FLAG),
  PUBLISH_HOUR_OF_DAY(ExpressionType.WHOLE),
  PUBLISH_DAY_OF_WEEK(ExpressionType.WHOLE),
  PUBLISH_IS_WEEKEND(ExpressionType.FLAG),
  /** Event time minus publish time in hours; may be negative. */
  VIDEO_AGE_HOURS(ExpressionType.NUMBER),
  /** Characters (code points) of the title. */
  TITLE_LENGTH(ExpressionType.WHOLE),
  TAG_COUNT(ExpressionType.WHOLE),
  /** Position of the snapshot in its series, from 0. */
  SNAPSHOT_INDEX(ExpressionType.WHOLE),
  /** Hours since the previous snapshot; null for the first. */
  PREV_GAP_HOURS(ExpressionType.NUMBER),
  DELTA_VIEWS(ExpressionType.WHOLE),
  DELTA_LIKES(ExpressionType.WHOLE),
  DELTA_DISLIKES(ExpressionType.WHOLE),
  DELTA_COMMENTS(ExpressionType.WHOLE),
  /** Change per hour since the previous snapshot; null for the first and where no time passed. */
  VIEW_RATE_PER_HOUR(ExpressionType.NUMBER),
  LIKE_RATE_PER_HOUR(ExpressionType.NUMBER),
  DISLIKE_RATE_PER_HOUR(ExpressionType.NUMBER),
  COMMENT_RATE_PER_HOUR(ExpressionType.NUMBER);

  /** Begins the names of the columns in which inputs are stored; no feature's name may. */
  public static final String COLUMN_PREFIX = "input__";

  private static final List<String> WORDS = Arrays.stream(values()).map(Input::word).toList();

  private final ExpressionType type;
  private final String word;

  Input(ExpressionType type) {
    this.type = type;
    this.word = name().toLowerCase(Locale.ROOT);
  }

  public ExpressionType type() {
    return type;
  }

  /** The name used in expressions. */
  public String word() {
    return word;
  }

  /** Whether it depends on earlier snapshots of the video, and so is unknown to channels. */
  public boolean needsHistory() {
    return compareTo(SNAPSHOT_INDEX) >= 0;
  }

  public static Optional<Input> find(String word) {
    int index = WORDS.indexOf(word);
    return index < 0 ? Optional.empty() : Optional.of(values()[index]);
  }

  /** The names of all inputs, in their order. */
  public static List<String> words() {
    return WORDS;
  }
}
