package com.ytempire.ml.features.series;

import java.util.ArrayList;
import java.util.List;

/**
 * The titles of a channel's last videos, as embeddings, oldest first. Mutable; confined to one
 * thread.
 *
 * <p>A video enters once, when it is first seen with an embedding; a changed title replaces its
 * embedding in place. So that a video does not enter again after it left the history, the hashes of
 * the last {@value #REMEMBERED} videos are kept.
 */
final class ChannelHistory {
  private static final int REMEMBERED = 256;
  private static final int MAX_WIDTH = 1 << 16;

  private final long signature;
  private final int length;
  private final List<Long> videos = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(long video, float[] embedding) {}

  /**
   * @param signature model of the embeddings
   * @param length how many embeddings are kept
   */
  ChannelHistory(long signature, int length) {
    this.signature = signature;
    this.length = length;
  }

  void start() {
    videos.clear();
    entries.clear();
  }

  /** The embeddings of all videos but one, oldest first. */
  List<float[]> others(long video) {
    var others = new ArrayList<float[]>(entries.size());
    for (Entry entry : entries) {
      if (entry.video != video) {
        others.add(entry.embedding);
      }
    }
    return others;
  }

  void add(long video, float[] embedding) {
    if (!entries.isEmpty() && entries.get(0).embedding.length != embedding.length) {
      start();
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).video == video) {
        entries.set(i, new Entry(video, embedding));
        return;
      }
    }
    if (videos.contains(video)) {
      return;
    }
    videos.add(video);
    entries.add(new Entry(video, embedding));
    if (videos.size() > REMEMBERED) {
      videos.remove(0);
    }
    if (entries.size() > length) {
      entries.remove(0);
    }
  }

  void write(StateWriter out) {
    out.writeLong(signature);
    out.writeVarint(videos.size());
    videos.forEach(out::writeLong);
    out.writeVarint(entries.size());
    out.writeVarint(entries.isEmpty() ? 0 : entries.get(0).embedding.length);
    for (Entry entry : entries) {
      out.writeLong(entry.video);
      out.writeFloats(entry.embedding);
    }
  }

  void read(StateReader in) {
    start();
    long stored = in.readLong();
    int known = in.readCount(REMEMBERED);
    for (int i = 0; i < known; i++) {
      videos.add(in.readLong());
    }
    int kept = in.readCount(MAX_WIDTH);
    int width = in.readCount(MAX_WIDTH);
    for (int i = 0; i < kept; i++) {
      entries.add(new Entry(in.readLong(), in.readFloats(width)));
    }
    if (stored != signature) {
      start();
    }
    while (entries.size() > length) {
      entries.remove(0);
    }
  }
}
