package com.ytempire.ml.generation.prompting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shares a time among parts by their words. Pure. */
final class Timing {
  private Timing() {}

  /**
   * Whole seconds for each part, as its words ask for, that add up exactly: by largest remainders,
   * after each part got at least one.
   *
   * @param words words of each part, each more than 0; no more parts than seconds
   */
  static List<Integer> share(int seconds, List<Integer> words) {
    double total = words.stream().mapToInt(Integer::intValue).sum();
    List<Integer> shares = new ArrayList<>();
    List<Double> exact = words.stream().map(count -> seconds * (count / total)).toList();
    exact.forEach(share -> shares.add(Math.max(1, (int) Math.floor(share))));
    int left = seconds - shares.stream().mapToInt(Integer::intValue).sum();
    List<Integer> byNeed = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      byNeed.add(i);
    }
    while (left != 0) {
      int step = left > 0 ? 1 : -1;
      Comparator<Integer> need = Comparator.comparingDouble(i -> exact.get(i) - shares.get(i));
      int part =
          byNeed.stream()
              .filter(i -> step > 0 || shares.get(i) > 1)
              .max(step > 0 ? need : need.reversed())
              .orElseThrow();
      shares.set(part, shares.get(part) + step);
      left -= step;
    }
    return List.copyOf(shares);
  }
}
