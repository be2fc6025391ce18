package com.ytempire.ml.api.trend;

import com.ytempire.ml.core.event.TopicName;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /predict/trend}. Only the topic is required.
 *
 * @param topic what is asked about; its spelling does not matter, see {@link TopicName}
 * @param niche what the channel is about; absent: any
 * @param dataSources where to look; absent: everywhere
 * @param timeframe how far ahead; absent: {@code 7d}
 * @param channelContext the channel that asks; absent: none in particular
 * @param confidenceThreshold least confidence to recommend creating something, 0 to 1; absent: the
 *     configured one
 */
@Introspected
record TrendRequest(
    @NotBlank @Size(max = 200) String topic,
    @Nullable Niche niche,
    @Nullable @Size(min = 1, max = 5) List<@NotNull DataSource> dataSources,
    @Nullable Timeframe timeframe,
    @Nullable @Valid ChannelContext channelContext,
    @Nullable @DecimalMin("0") @DecimalMax("1") Double confidenceThreshold) {

  /**
   * @param defaultThreshold confidence threshold where the request has none
   */
  Question toQuestion(double defaultThreshold) {
    List<DataSource> sources =
        dataSources == null ? Arrays.asList(DataSource.values()) : dataSources;
    return new Question(
        TopicName.canonical(topic),
        niche,
        sources.stream().distinct().sorted().toList(),
        timeframe == null ? Timeframe.WEEK : timeframe,
        channelContext == null ? Question.Channel.UNKNOWN : channelContext.toChannel(),
        confidenceThreshold == null ? defaultThreshold : confidenceThreshold);
  }
}
