package com.ytempire.ml.training.profile;

import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which columns of a version's profile are told apart by hour of the week, and how finely: 168
 * distributions of a column take some 75 KB, so that the more columns there are, the coarser these
 * are, and beyond {@link #MOST_COLUMNS} there are none. So a profile stays below 300 KiB.
 *
 * @param columns those that have them, each a group and a name
 * @param shares shares of the numbers of an hour that are told apart
 * @param leftOut those that were asked for and have none, as there are too many
 */
public record Seasons(Set<Column> columns, int shares, List<Column> leftOut) {
  /** Most columns that have them. */
  public static final int MOST_COLUMNS = 5;

  /** Shares of an hour, over all columns. */
  private static final int SHARES = 100;

  /** One column. */
  public record Column(ProfileGroup group, String name) {}

  public Seasons {
    columns = Set.copyOf(columns);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Those that are asked for: inputs first, then labels and answers.
   *
   * @param isSeasonal whether a column of a name is to have them
   */
  public static Seasons of(List<String> features, List<Head> heads, Predicate<String> isSeasonal) {
    List<Column> asked = new ArrayList<>();
    add(asked, ProfileGroup.INPUTS, features, isSeasonal);
    List<String> words = heads.stream().map(Head::word).toList();
    add(asked, ProfileGroup.LABELS, words, isSeasonal);
    add(asked, ProfileGroup.PREDICTIONS, words, isSeasonal);
    List<Column> kept = asked.subList(0, Math.min(MOST_COLUMNS, asked.size()));
    int shares = Math.min(ColumnProfile.SEASON_SHARES, SHARES / Math.max(1, kept.size()));
    return new Seasons(new LinkedHashSet<>(kept), shares, asked.subList(kept.size(), asked.size()));
  }

  private static void add(
      List<Column> asked, ProfileGroup group, List<String> names, Predicate<String> isSeasonal) {
    names.stream().filter(isSeasonal).forEach(name -> asked.add(new Column(group, name)));
  }

  boolean contains(ProfileGroup group, String name) {
    return columns.contains(new Column(group, name));
  }
}
