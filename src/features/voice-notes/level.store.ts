// How loud it is now, for somebody who wants to see that she is heard.

export interface LevelMeter {
  /** From 0 to 1, as the ear hears it. */
  read(): number;
  close(): void;
}

/** Speech lies between these, in decibels below full scale. */
const [quietest, loudest] = [-55, -10];

export function meterOf(microphone: MediaStream): LevelMeter {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(microphone).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      const decibels = 10 * Math.log10(Math.max(power, 1e-10));
      return Math.min(1, Math.max(0, (decibels - quietest) / (loudest - quietest)));
    },
    close: () => void context.close().catch(() => undefined),
  };
}
