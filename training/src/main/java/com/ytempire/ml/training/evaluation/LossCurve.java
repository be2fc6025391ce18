package com.ytempire.ml.training.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ytempire.ml.training.trainer.RunMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what a run tells of its losses, and lets another monitor watch as well. A file keeps them
 * too, so that a run which goes on has the epochs before. Confined to the run's thread.
 */
public final class LossCurve implements RunMonitor {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param epoch from 1
   * @param figures by name, such as {@code train_loss}, in the run's order
   */
  public record Point(int epoch, Map<String, Double> figures) {
    public Point {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** A figure, or NaN where the run did not tell it. */
    public double figure(String name) {
      return figures.getOrDefault(name, Double.NaN);
    }
  }

  private final Path file;
  private final RunMonitor other;
  private final List<Point> points = new ArrayList<>();
  private boolean isBegun;

  /**
   * @param file one line of JSON for each epoch; made where it is not there. Its folder has to be
   *     there by the first epoch
   * @param other watches too, and decides whether the run goes on
   * @throws IOException when the file cannot be read
   */
  public LossCurve(Path file, RunMonitor other) throws IOException {
    this.file = file;
    this.other = other;
    if (Files.isRegularFile(file)) {
      read();
    }
  }

  private void read() throws IOException {
    for (String line : Files.readAllLines(file)) {
      try {
        points.add(JSON.readValue(line, Point.class));
      } catch (JsonProcessingException e) {
        return; // the process ended while it wrote this
      }
    }
  }

  @Override
  public boolean epoch(int epoch, int epochs, Map<String, Double> figures) {
    boolean wentBack = points.removeIf(point -> point.epoch >= epoch);
    points.add(new Point(epoch, figures));
    try {
      if (wentBack || !isBegun) {
        Files.writeString(file, lines(points));
        isBegun = true;
      } else {
        List<Point> last = points.subList(points.size() - 1, points.size());
        Files.writeString(file, lines(last), StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the losses in " + file, e);
    }
    return other.epoch(epoch, epochs, figures);
  }

  private static String lines(List<Point> points) throws JsonProcessingException {
    var text = new StringBuilder();
    for (Point point : points) {
      text.append(JSON.writeValueAsString(point)).append('\n');
    }
    return text.toString();
  }

  /** The epochs so far, those before the run was stopped among them. A copy. */
  public List<Point> points() {
    return List.copyOf(points);
  }
}
