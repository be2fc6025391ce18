package com.ytempire.ml.features.series;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.definition.Input;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the inputs that one event gives by itself. Stateless after construction. */
final class EventInputs {
  static final double HOUR_MILLIS = 3_600_000;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 86_400_000;

  /** 1970-01-01 was a Thursday, which is 3 where Monday is 0. */
  private static final int WEEKDAY_OF_EPOCH = 3;

  private final boolean readsTitle;
  private final boolean readsPublication;

  EventInputs(Set<Input> used) {
    readsTitle = used.contains(Input.TITLE_LENGTH);
    readsPublication =
        used.contains(Input.VIDEO_AGE_HOURS)
            || used.contains(Input.PUBLISH_HOUR_OF_DAY)
            || used.contains(Input.PUBLISH_DAY_OF_WEEK)
            || used.contains(Input.PUBLISH_IS_WEEKEND);
  }

  void fill(double[] values, VideoEvent event, long time) {
    values[Input.VIEWS.ordinal()] = number(event.views());
    values[Input.LIKES.ordinal()] = number(event.likes());
    values[Input.DISLIKES.ordinal()] = number(event.dislikes());
    values[Input.COMMENTS.ordinal()] = number(event.comments());
    values[Input.SUBSCRIBER_COUNT.ordinal()] = number(event.subscriberCount());
    values[Input.CATEGORY_ID.ordinal()] =
        event.categoryId() == null ? Double.NaN : event.categoryId();
    values[Input.COMMENTS_DISABLED.ordinal()] = flag(event.commentsDisabled());
    values[Input.RATINGS_DISABLED.ordinal()] = flag(event.ratingsDisabled());
    values[Input.TAG_COUNT.ordinal()] = event.tags() == null ? Double.NaN : event.tags().size();
    fillTime(values, Input.HOUR_OF_DAY.ordinal(), time);
    if (readsPublication) {
      fillPublication(values, event, time);
    }
    if (readsTitle) {
      String title = event.title();
      values[Input.TITLE_LENGTH.ordinal()] =
          title == null ? Double.NaN : title.codePointCount(0, title.length());
    }
  }

  private static void fillPublication(double[] values, VideoEvent event, long time) {
    if (event.publishTime() == null) {
      values[Input.PUBLISH_HOUR_OF_DAY.ordinal()] = Double.NaN;
      values[Input.PUBLISH_DAY_OF_WEEK.ordinal()] = Double.NaN;
      values[Input.PUBLISH_IS_WEEKEND.ordinal()] = Double.NaN;
      values[Input.VIDEO_AGE_HOURS.ordinal()] = Double.NaN;
    } else {
      long published = event.publishTime().toEpochMilli();
      fillTime(values, Input.PUBLISH_HOUR_OF_DAY.ordinal(), published);
      values[Input.VIDEO_AGE_HOURS.ordinal()] = (time - published) / HOUR_MILLIS;
    }
  }

  /** Hour, weekday and weekend, which stand next to each other among the inputs. */
  private static void fillTime(double[] values, int first, long time) {
    long day = Math.floorDiv(time, DAY);
    int weekday = (int) Math.floorMod(day + WEEKDAY_OF_EPOCH, 7L);
    values[first] = (time - day * DAY) / HOUR;
    values[first + 1] = weekday;
    values[first + 2] = weekday >= 5 ? 1 : 0;
  }

  private static double number(@Nullable Long count) {
    return count == null ? Double.NaN : count;
  }

  private static double flag(@Nullable Boolean flag) {
    if (flag == null) {
      return Double.NaN;
    }
    return flag ? 1 : 0;
  }
}
