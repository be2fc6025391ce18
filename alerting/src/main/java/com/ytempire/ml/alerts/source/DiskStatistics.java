package com.ytempire.ml.alerts.source;

import java.util.List;

/** Linux' {@code /proc/diskstats}. */
final class DiskStatistics {
  /** Whatever the disk's own are. */
  private static final int SECTOR_BYTES = 512;

  private static final int NAME = 2;
  private static final int SECTORS_READ = 5;
  private static final int SECTORS_WRITTEN = 9;

  private DiskStatistics() {}

  /**
   * Bytes read and written since the machine started, by disks only: their partitions, and devices
   * that lie on others, would count twice. -1 where there is no disk.
   */
  static long bytes(List<String> lines) {
    long sectors = 0;
    int disks = 0;
    String disk = "";
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length <= SECTORS_WRITTEN || isLayered(fields[NAME])) {
        continue;
      }
      String name = fields[NAME];
      if (!disk.isEmpty() && isPartition(name, disk)) {
        continue;
      }
      disk = name;
      disks++;
      sectors += Long.parseLong(fields[SECTORS_READ]) + Long.parseLong(fields[SECTORS_WRITTEN]);
    }
    return disks == 0 ? -1 : sectors * SECTOR_BYTES;
  }

  private static boolean isLayered(String name) {
    return name.startsWith("loop")
        || name.startsWith("ram")
        || name.startsWith("dm-")
        || name.startsWith("md")
        || name.startsWith("zram");
  }

  /** {@code sda1} of {@code sda}, {@code nvme0n1p1} of {@code nvme0n1}; they follow their disk. */
  private static boolean isPartition(String name, String disk) {
    if (!name.startsWith(disk)) {
      return false;
    }
    String rest = name.substring(disk.length());
    boolean digitAtEnd = Character.isDigit(disk.charAt(disk.length() - 1));
    String number = digitAtEnd && rest.startsWith("p") ? rest.substring(1) : rest;
    return !number.isEmpty()
        && (!digitAtEnd || rest.startsWith("p"))
        && number.chars().allMatch(Character::isDigit);
  }
}
