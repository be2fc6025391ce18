package com.ytempire.ml.jobs.io.file;

import java.util.List;
import java.util.Optional;

/**
 * Where the fields of a public YouTube trending CSV file stand. Four layouts are known, told apart
 * by their headers:
 *
 * <ul>
 *   <li>{@code datasnaek/youtube-new}: {@code trending_date} as {@code yy.dd.mm}, {@code views}
 *   <li>{@code rsrishav/youtube-trending-video-dataset}: {@code publishedAt}, {@code view_count},
 *       ISO {@code trending_date}
 *   <li>{@code mitchelljy/trending-youtube-scraper}: the same columns, {@code yy.dd.mm}
 *   <li>{@code datasnaek/youtube}: {@code date} as {@code dd.mm} of 2017, {@code comment_total}
 * </ul>
 *
 * <p>Each is the column's index from 0, or −1 where the layout has no such column.
 */
record TrendingCsvLayout(
    int columns,
    int videoId,
    int date,
    int title,
    int channelId,
    int channelTitle,
    int categoryId,
    int publishTime,
    int tags,
    int views,
    int likes,
    int dislikes,
    int comments,
    int commentsDisabled,
    int ratingsDisabled) {

  /** Empty where the header lacks the id, the day or the views, or names a column twice. */
  static Optional<TrendingCsvLayout> detect(List<String> header) {
    List<String> names = header.stream().map(String::strip).toList();
    if (names.stream().distinct().count() < names.size()) {
      return Optional.empty();
    }
    TrendingCsvLayout layout =
        new TrendingCsvLayout(
            names.size(),
            names.indexOf("video_id"),
            firstOf(names, "trending_date", "date"),
            names.indexOf("title"),
            names.indexOf("channelId"),
            firstOf(names, "channel_title", "channelTitle"),
            firstOf(names, "category_id", "categoryId"),
            firstOf(names, "publish_time", "publishedAt"),
            names.indexOf("tags"),
            firstOf(names, "views", "view_count"),
            names.indexOf("likes"),
            names.indexOf("dislikes"),
            firstOf(names, "comment_count", "comment_total"),
            names.indexOf("comments_disabled"),
            names.indexOf("ratings_disabled"));
    boolean known = layout.videoId >= 0 && layout.date >= 0 && layout.views >= 0;
    return known ? Optional.of(layout) : Optional.empty();
  }

  private static int firstOf(List<String> names, String one, String other) {
    int index = names.indexOf(one);
    return index >= 0 ? index : names.indexOf(other);
  }
}
