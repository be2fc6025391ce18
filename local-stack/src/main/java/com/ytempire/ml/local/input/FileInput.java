package com.ytempire.ml.local.input;

import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.MergedReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One or more files, merged by event time.
 *
 * @param files the files, at least one
 * @param clock tells now, against which event times are bounded
 */
public record FileInput(List<InputFile> files, Clock clock) implements InputSource {
  public FileInput {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files: none given; name at least one .jsonl or .csv");
    }
  }

  @Override
  public String id() throws IOException {
    StringBuilder id = new StringBuilder("file");
    for (InputFile file : files) {
      id.append('|').append(file.contentId());
    }
    return id.toString();
  }

  @Override
  public String description() {
    return files.stream().map(file -> file.path().toString()).collect(Collectors.joining(", "));
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public InputReader open(Instant firstPlayedAt) throws IOException {
    List<InputReader> readers = new ArrayList<>();
    try {
      for (InputFile file : files) {
        readers.add(file.open(clock));
      }
      return MergedReader.of(readers);
    } catch (IOException | RuntimeException e) {
      for (InputReader reader : readers) {
        reader.close();
      }
      throw e;
    }
  }
}
