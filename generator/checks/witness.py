from dataclasses import dataclass
@dataclass
class Fault:
    rule:str
    message:str
def check_pdf(data, standard, texts):
    return []
