package com.ytempire.ml.generation.speech;

import com.ytempire.ml.generation.audio.SoundFile;
import com.ytempire.ml.generation.audio.SoundMeasures;
import com.ytempire.ml.generation.audio.SoundQuality;
import com.ytempire.ml.generation.provider.Usage;
import java.time.Duration;
import java.util.List;

/**
 * A speech that is ready.
 *
 * @param file in the format asked for
 * @param duration measured
 * @param words that are said
 * @param wordsPerMinute over the whole duration, pauses included
 * @param measures of the samples before they were encoded
 * @param quality what the measures are worth
 * @param providers who made it, each once, in the order of their first pieces
 * @param models likewise
 * @param usage of all pieces
 */
public record FinishedSpeech(
    SoundFile file,
    Duration duration,
    int words,
    double wordsPerMinute,
    SoundMeasures measures,
    SoundQuality quality,
    List<String> providers,
    List<String> models,
    Usage usage) {
  public FinishedSpeech {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
  }
}
