"""Words that name a thing and not what it tells or where it leads, in the languages that most leaflets are in."""

from __future__ import annotations

import re

_PICTURES = """
image, picture, photo, photograph, graphic, figure, illustration, diagram, icon, logo, alt, alt text,
placeholder, untitled, img, dsc, imagen, foto, fotografía, figura, gráfico, imagem, ilustración,
ilustração, immagine, bild, abbildung, grafik, afbeelding, image sans titre, photographie, zdjęcie, obraz,
рисунок, изображение, фото, картинка, зображення, resim, görsel, hình ảnh, hình, صورة, شكل, تصویر, عکس,
תמונה, 图片, 圖片, 图像, 圖像, 画像, 写真, 이미지, 사진, 그림, चित्र, छवि, ছবি, รูปภาพ, ภาพ, larawan, imaj
"""
_LINKS = """
here, click, click here, tap here, link, this link, this, more, read more, learn more, find out more,
see more, details, go, aquí, haga clic aquí, haz clic aquí, clic aquí, más, leer más, más información,
enlace, ici, cliquez ici, lien, en savoir plus, lire la suite, hier, hier klicken, klicken sie hier, mehr,
mehr lesen, weiterlesen, klik hier, lees meer, qui, clicca qui, leggi di più, aqui, clique aqui,
saiba mais, leia mais, tutaj, kliknij tutaj, więcej, здесь, тут, нажмите здесь, подробнее, читать далее,
натисніть тут, докладніше, buraya, buraya tıklayın, burada, tại đây, bấm vào đây, nhấn vào đây, xem thêm,
dito, i-click dito, هنا, انقر هنا, اضغط هنا, المزيد, اقرأ المزيد, اینجا, اینجا کلیک کنید, یہاں,
یہاں کلک کریں, כאן, לחצו כאן, לחץ כאן, 这里, 此处, 点击这里, 点击此处, 点此, 更多, 了解更多, 這裡, 此處, 點擊這裡,
按此, 按這裡, こちら, ここ, ここをクリック, 詳細はこちら, 詳しくはこちら, 여기, 여기를 클릭, 여기를 클릭하세요, 더 보기,
자세히, यहाँ, यहां, यहाँ क्लिक करें, यहां क्लिक करें,
এখানে, এখানে ক্লিক করুন, ที่นี่, คลิกที่นี่, klike la a, isit la, halkan
"""


def _any_of(words: str) -> str:
    """Longer ones first: “click here” before “click”."""
    return "|".join(sorted((re.escape(" ".join(word.split())) for word in words.split(",")), key=len, reverse=True))


# A number may follow the name of a picture, and any signs stand around both.
NO_PICTURE = re.compile(rf"\W*(?:{_any_of(_PICTURES)})(?:\W*(?:of|de|von|di))?[\W_]*\d*\W*", re.IGNORECASE)
NO_LINK = re.compile(rf"\W*(?:{_any_of(_LINKS)})\W*", re.IGNORECASE)
