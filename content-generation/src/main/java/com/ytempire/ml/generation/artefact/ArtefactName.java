package com.ytempire.ml.generation.artefact;

import java.util.Optional;
import java.util.UUID;

/**
 * Name of an artefact. What lies under a name never changes.
 *
 * @param id of the artefact
 * @param format how it is kept
 */
public record ArtefactName(UUID id, ArtefactFormat format) {
  /** As it stands in addresses: {@code <id>.<ending>}. */
  public String text() {
    return id + "." + format.extension();
  }

  /** Where it lies: spread over 256 folders, so that none grows too large. */
  String path() {
    return id.toString().substring(0, 2) + "/" + text();
  }

  /** Reads {@link #text}; empty where it is none. */
  public static Optional<ArtefactName> parse(String text) {
    int dot = text.indexOf('.');
    Optional<ArtefactFormat> format =
        dot < 0 ? Optional.empty() : ArtefactFormat.of(text.substring(dot + 1));
    if (format.isEmpty()) {
      return Optional.empty();
    }
    try {
      ArtefactName name = new ArtefactName(UUID.fromString(text.substring(0, dot)), format.get());
      // Java reads shortened ids as well; each artefact has one name only.
      return name.text().equals(text) ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
