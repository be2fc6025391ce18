package com.ytempire.ml.api.trend;

import com.ytempire.ml.core.store.CoalescedWrites;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller tells of its channel; every part may be absent.
 *
 * @param channelId its id
 * @param subscriberCount how many subscribers it has
 * @param averageViews views that its videos get
 * @param contentHistory ids of earlier videos, {@code region|video_id} as in events
 */
@Introspected
record ChannelContext(
    @Nullable @Size(max = CoalescedWrites.MAX_ENTITY_ID_LENGTH) String channelId,
    @Nullable @PositiveOrZero Long subscriberCount,
    @Nullable @PositiveOrZero Long averageViews,
    @Nullable @Size(max = MAX_HISTORY)
        List<@NotBlank @Size(max = CoalescedWrites.MAX_ENTITY_ID_LENGTH) String> contentHistory) {
  static final int MAX_HISTORY = 100;

  Question.Channel toChannel() {
    return new Question.Channel(
        channelId,
        subscriberCount,
        averageViews,
        contentHistory == null ? List.of() : contentHistory.stream().distinct().toList());
  }
}
