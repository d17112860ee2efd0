"""Three voices behind one adapter: a person's recording, a neural voice folder of the operator, espeak-ng for trying out.

for voice in voices(): voice.name, voice.label, voice.for_air
wave = voice_named("nghe-thu").speak(script.text)      # raises VoiceError with what to do
"""

from lantoa.radio.voice.base import NO_VOICE, Voice, VoiceError
from lantoa.radio.voice.choosing import voice_named, voice_problems, voices
from lantoa.radio.voice.recorded import Recorded
from lantoa.radio.voice.wave import Mark, Wave

__all__ = ["NO_VOICE", "Mark", "Recorded", "Voice", "VoiceError", "Wave", "voice_named", "voice_problems", "voices"]
