package com.ytempire.ml.generation.artefact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Formats in which artefacts are kept. */
public enum ArtefactFormat {
  MP3("audio/mpeg"),
  WAV("audio/wav"),
  OGG("audio/ogg"),
  PNG("image/png"),
  MP4("video/mp4"),
  WEBM("video/webm");

  private final String mediaType;

  ArtefactFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** As HTTP names it. */
  public String mediaType() {
    return mediaType;
  }

  /** Ending of a name, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of an ending. */
  public static Optional<ArtefactFormat> of(String extension) {
    return Arrays.stream(values())
        .filter(format -> format.extension().equals(extension))
        .findFirst();
  }
}
