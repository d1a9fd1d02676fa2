package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.HostMemory;
import dev.pacer.engine.InstanceUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the kernel shows, as files.
class ControlGroupTest {
  private static final String ID = "0123456789ab";

  @TempDir Path root;

  @Test
  void readsTheFirstVersion() throws IOException {
    write("proc/7/cgroup", "4:memory:/docker/" + ID + "\n2:cpu,cpuacct:/docker/" + ID + "\n0::/\n");
    write("group/cpuacct/docker/" + ID + "/cpuacct.usage", "1500000000\n");
    write("group/memory/docker/" + ID + "/memory.usage_in_bytes", "4096\n");
    write("group/memory/docker/" + ID + "/memory.stat", "cache 1\ntotal_inactive_file 96\n");

    assertThat(group(7).usage()).contains(new InstanceUsage(Duration.ofMillis(1500), 4000));
  }

  @Test
  void readsTheSecondVersion() throws IOException {
    write("proc/7/cgroup", "0::/system.slice/docker-" + ID + ".scope\n");
    write("group/system.slice/docker-" + ID + ".scope/cpu.stat", "usage_usec 250\nuser_usec 200\n");
    write("group/system.slice/docker-" + ID + ".scope/memory.current", "4096\n");
    write("group/system.slice/docker-" + ID + ".scope/memory.stat", "anon 1\ninactive_file 96\n");

    assertThat(group(7).usage()).contains(new InstanceUsage(Duration.ofNanos(250_000), 4000));
  }

  @Test
  void aProcessOfSomethingElseIsNotLookedAt() throws IOException {
    write("proc/7/cgroup", "0::/user.slice\n");

    assertThat(ControlGroup.of(root.resolve("proc"), root.resolve("group"), 7, ID)).isEmpty();
    assertThat(ControlGroup.of(root.resolve("proc"), root.resolve("group"), 8, ID)).isEmpty();
  }

  @Test
  void aGroupThatIsGoneTellsNothing() throws IOException {
    write("proc/7/cgroup", "0::/docker/" + ID + "\n");

    assertThat(group(7).usage()).isEmpty();
  }

  @Test
  void readsTheMachinesMemory() {
    assertThat(
            MemoryInfo.parse("MemTotal:       2048 kB\nMemFree:  1 kB\nMemAvailable:    1024 kB\n"))
        .contains(new HostMemory(2L << 20, 1L << 20));
    assertThat(MemoryInfo.parse("nothing of the kind")).isEmpty();
  }

  private ControlGroup group(long process) {
    return ControlGroup.of(root.resolve("proc"), root.resolve("group"), process, ID).orElseThrow();
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
