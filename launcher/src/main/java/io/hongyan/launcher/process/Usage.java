package io.hongyan.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process occupies and has consumed. Those that it started are not counted.
 *
 * @param residentKilobytes memory in KiB, shared pages included; 0 if it has ended, or where the system does not tell
 * @param cpu time on processors since it was started; 0 where the system does not tell
 */
public record Usage(long residentKilobytes, Duration cpu) {

    /** Of one that is being looked at now. */
    public static Usage of(ProcessHandle process) {
        return new Usage(
                resident(process.pid()), process.info().totalCpuDuration().orElse(Duration.ZERO));
    }

    /** Of two together. */
    public Usage plus(Usage other) {
        return new Usage(residentKilobytes + other.residentKilobytes, cpu.plus(other.cpu));
    }

    /** See proc_pid_status(5): VmRSS is in KiB. */
    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
