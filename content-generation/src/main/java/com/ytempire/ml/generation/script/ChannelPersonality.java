package com.ytempire.ml.generation.script;

import java.util.List;

/**
 * Whose channel it is.
 *
 * @param name the channel's name, at most 100 characters; empty when it is not to be named
 * @param catchphrases what its host is known for saying, at most 10 of up to 120 characters
 * @param speakingStyle how its host speaks, in free words, at most 500 characters; may be empty
 */
public record ChannelPersonality(String name, List<String> catchphrases, String speakingStyle) {
  /** A channel without any of it. */
  public static final ChannelPersonality NONE = new ChannelPersonality("", List.of(), "");

  public ChannelPersonality {
    Checks.length("channel_personality.name", name, 100);
    catchphrases = Checks.texts("channel_personality.catchphrases", catchphrases, 10, 120);
    Checks.length("channel_personality.speaking_style", speakingStyle, 500);
  }
}
