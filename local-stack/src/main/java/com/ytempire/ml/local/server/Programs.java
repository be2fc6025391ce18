package com.ytempire.ml.local.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs of this machine. */
public final class Programs {

  private static final String USUAL = "/usr/bin:/bin:/usr/sbin:/sbin";

  private Programs() {}

  /** Where a program is on the search path or in the usual folders, if it is there. */
  public static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of((path + ":" + USUAL).split(":", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> Path.of(part, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
