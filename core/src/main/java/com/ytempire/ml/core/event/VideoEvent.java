package com.ytempire.ml.core.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of one video, as one region's list showed it.
 *
 * <p>Counts are cumulative totals at {@code eventTime}; they may fall between snapshots, because
 * the source revises them. A null means the source did not give the value, never zero.
 *
 * @param eventId unique id of the snapshot; a second event with the same id is a duplicate
 * @param source where it was observed, such as {@code youtube}
 * @param region country code of the list, or null where the source has no regions
 * @param videoId id of the video at its source
 * @param eventTime when the counts were read, UTC, to the millisecond
 * @param timePrecision how exact {@code eventTime} is: {@code day|hour|minute|second}, or null
 * @param publishTime when the video was published, UTC; may lie after {@code eventTime} in daily
 *     sets
 * @param title the video's title, or null
 * @param channelId id of the channel, or null where the source names none
 * @param channelTitle display name of the channel, or null
 * @param categoryId YouTube category number, or null
 * @param tags the video's tags in source order, or null
 * @param views total views, at least 0, or null
 * @param likes total likes, at least 0, or null
 * @param dislikes total dislikes, at least 0, or null
 * @param comments total comments, at least 0, or null
 * @param commentsDisabled whether comments are off, or null where unknown
 * @param ratingsDisabled whether ratings are off, or null where unknown
 * @param subscriberCount subscribers of the channel, at least 0, or null
 */
public record VideoEvent(
    String eventId,
    String source,
    @Nullable String region,
    String videoId,
    Instant eventTime,
    @Nullable String timePrecision,
    @Nullable Instant publishTime,
    @Nullable String title,
    @Nullable String channelId,
    @Nullable String channelTitle,
    @Nullable Integer categoryId,
    @Nullable List<String> tags,
    @Nullable Long views,
    @Nullable Long likes,
    @Nullable Long dislikes,
    @Nullable Long comments,
    @Nullable Boolean commentsDisabled,
    @Nullable Boolean ratingsDisabled,
    @Nullable Long subscriberCount) {

  /**
   * Id of the series this snapshot belongs to: {@code region|video_id}, or {@code video_id} where
   * the source has no region, because each region's list observes a video on its own.
   */
  public String seriesId() {
    return region == null ? videoId : region + "|" + videoId;
  }

  /**
   * Id of the channel, the same in every region: the channel id, else its title where the source
   * gives no id, else null.
   */
  public @Nullable String channelKey() {
    return channelId != null ? channelId : channelTitle;
  }
}
